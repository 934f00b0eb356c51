"""The curves start from the library's own counts."""

import json
import re
from html import unescape

import pytest

from course_lib.accounting.flops import forward_flops
from course_lib.accounting.memory import attention_score_bytes, kv_cache_bytes, weight_bytes
from course_lib.figures import CostCurves
from course_lib.figures.inside_models.cost_curves import unit_costs
from course_lib.models.gpt2 import GPT2_SMALL
from course_lib.models.llama import LLAMA_3_8B
from course_lib.models.phi3 import PHI_3_MINI

MODELS = {"GPT-2 & co": GPT2_SMALL, "Llama 3 8B": LLAMA_3_8B, "Phi-3-mini": PHI_3_MINI}


@pytest.mark.parametrize("config", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("n", [1, 64, 8192])
def test_the_unit_costs_add_up_to_the_library_s_counts(config, n):
    unit = unit_costs(config)
    next_token = unit["matrix_flops"] + n * unit["pair_flops"]
    whole_text = n * unit["matrix_flops"] + n * n * unit["pair_flops"]
    assert next_token == forward_flops(config, n_tokens=1, n_earlier=n - 1)
    assert whole_text == forward_flops(config, n_tokens=n)
    assert n * unit["cache_bytes"] == kv_cache_bytes(config, n)
    assert n * n * unit["score_bytes"] == attention_score_bytes(config, n)
    assert unit["weight_bytes"] == weight_bytes(config)


def test_it_starts_at_the_context_of_the_model_that_is_shown():
    assert CostCurves(MODELS).n_tokens == 1024
    figure = CostCurves(MODELS, selected="Llama 3 8B", quantity="bytes")
    assert (figure.n_tokens, figure.quantity) == (8192, "bytes")
    assert (figure.cache, figure.kernel) == ("with", "fused")


def test_the_page_gets_the_whole_state():
    figure = CostCurves(MODELS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert "&quot;x&quot; &amp; y</figcaption>" in data["text/html"]


def test_the_still_version_names_every_model_and_its_costs():
    text = CostCurves(MODELS).still_html()
    assert "GPT-2 &amp; co" in text
    for config in MODELS.values():
        assert f"{unit_costs(config)['matrix_flops']:,}" in text
        assert f"{kv_cache_bytes(config, config.context_length):,}" in text


@pytest.mark.parametrize(
    ("models", "selected", "complaint"),
    [({}, None, "at least one model"), (MODELS, "GPT-9", "'GPT-9' is not a model")],
)
def test_bad_input_says_what_is_wrong(models, selected, complaint):
    with pytest.raises(ValueError, match=complaint):
        CostCurves(models, selected=selected)
