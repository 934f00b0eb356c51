"""The boxes of a model add up to the library's counts, and hold its own code."""

import json
import re
from html import unescape

import pytest

from course_lib.accounting.flops import forward_flops
from course_lib.accounting.parameters import count_parameters
from course_lib.figures import ModelMap
from course_lib.figures.inside_models.model_map import STATIONS, boxes
from course_lib.models.bert import BERT_BASE, BertConfig
from course_lib.models.encoder_decoder import TRANSFORMER_BASE
from course_lib.models.gpt2 import GPT2_SMALL
from course_lib.models.llama import LLAMA_3_8B, SMOLLM2_135M, LlamaConfig
from course_lib.models.phi3 import PHI_3_MINI

ODD = LlamaConfig(97, 24, 3, 6, 2, 50, 33)
MODELS = {
    "GPT-2 & co": GPT2_SMALL,
    "Llama 3 8B": LLAMA_3_8B,
    "Phi-3-mini": PHI_3_MINI,
    "SmolLM2": SMOLLM2_135M,
    "odd": ODD,
}


def summed(config, what: str, n_keys: int = 1) -> int:
    return sum(box[what] for box in boxes(config, n_keys, {}).values())


@pytest.mark.parametrize("config", [*MODELS.values(), BERT_BASE], ids=[*MODELS, "BERT"])
def test_the_parameters_of_the_boxes_are_those_of_the_model(config):
    assert summed(config, "parameters") == count_parameters(config)


@pytest.mark.parametrize("config", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("n_keys", [1, 1000])
def test_the_operations_of_the_boxes_are_those_of_a_token(config, n_keys):
    assert summed(config, "flops", n_keys) == forward_flops(config, 1, n_keys - 1)


def test_an_encoder_does_not_count_its_pooler_for_each_token():
    small = BertConfig(50, 8, 2, 2, 16, 32)
    matrices = 2 * 2 * (4 * 8 * 8 + 2 * 8 * 16)
    assert summed(small, "flops", 10) == matrices + 2 * 4 * 8 * 10


def test_only_post_norm_has_norms_behind_its_parts():
    stations = {name: set(boxes(config, 1, {})) for name, config in MODELS.items()}
    for found in stations.values():
        assert {"before_attention", "before_network", "final"} <= found
        assert not {"entrance", "after_attention", "after_network"} & found
    bert = set(boxes(BERT_BASE, 1, {}))
    assert {"entrance", "after_attention", "after_network"} <= bert
    assert not {"before_attention", "before_network", "final"} & bert


def test_every_box_shows_code_of_its_own_model():
    figure = ModelMap(MODELS)
    for model in figure.models:
        assert list(model["boxes"]) == [name for name in STATIONS if name in model["boxes"]]
        assert all(box["code"] in figure.code for box in model["boxes"].values())
    phi3, gpt2 = (next(m for m in figure.models if m["name"].startswith(n)) for n in ("Phi", "GPT"))
    assert "qkv_proj" in figure.code[phi3["boxes"]["projections"]["code"]]
    assert "gate_up_proj" in figure.code[phi3["boxes"]["network"]["code"]]
    assert "self.activation(self.up_proj(x))" in figure.code[gpt2["boxes"]["network"]["code"]]
    assert "embed_tokens(token_ids)" in figure.code[gpt2["boxes"]["embedding"]["code"]]


def test_the_page_gets_the_whole_state_and_escaped_texts():
    figure = ModelMap(MODELS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert "&quot;x&quot; &amp; y</figcaption>" in data["text/html"]


def test_the_still_version_names_every_model_and_its_total():
    text = ModelMap(MODELS).still_html()
    assert "GPT-2 &amp; co" in text
    for config in MODELS.values():
        assert f"<td>{count_parameters(config):,}</td>" in text


def test_bad_input_says_what_is_wrong():
    with pytest.raises(ValueError, match="at least one model"):
        ModelMap({})
    with pytest.raises(ValueError, match="it got an EncoderDecoderConfig"):
        ModelMap({"of 2017": TRANSFORMER_BASE})
