"""The bytes that the page multiplies are those of the library, for any number of shared heads."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from course_lib.accounting.memory import decode_bytes, kv_cache_bytes
from course_lib.figures import SharedHeads
from course_lib.figures.inside_models.shared_heads import head_sizes
from course_lib.models.llama import LLAMA_3_8B, SMOLLM2_135M
from course_lib.models.phi3 import PHI_3_MINI

MODELS = {"Smol & co": SMOLLM2_135M, "Llama 3 8B": LLAMA_3_8B, "Phi-3-mini": PHI_3_MINI}


@pytest.mark.parametrize("config", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize(("n_tokens", "n_texts"), [(1, 1), (8192, 3)])
def test_the_sizes_add_up_to_the_library_s_bytes(config, n_tokens, n_texts):
    sizes, H = head_sizes(config), config.n_heads
    for K in (k for k in range(1, H + 1) if H % k == 0):
        weights = sizes["other_bytes"] + K * sizes["bytes_per_kv_head"]
        cache = n_texts * n_tokens * K * sizes["cache_bytes"]
        variant = replace(config, n_kv_heads=K)
        assert cache == kv_cache_bytes(variant, n_tokens, n_texts)
        assert weights + cache == decode_bytes(variant, n_tokens, n_texts)


def test_it_starts_with_the_published_heads_and_a_full_context():
    figure = SharedHeads(MODELS, selected="Llama 3 8B", head=5)
    assert (figure.n_kv_heads, figure.head, figure.n_tokens, figure.n_texts) == (8, 5, 8192, 1)


def test_the_page_gets_the_whole_state():
    figure = SharedHeads(MODELS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert "&quot;x&quot; &amp; y</figcaption>" in data["text/html"]


def test_the_still_version_names_every_model_and_its_bytes():
    text = SharedHeads(MODELS).still_html()
    assert "Smol &amp; co" in text
    for config in MODELS.values():
        assert f"<td>{kv_cache_bytes(config, 1):,}</td>" in text
        assert f"<td>{decode_bytes(config, config.context_length):,}</td>" in text


@pytest.mark.parametrize(
    ("models", "choice", "complaint"),
    [
        ({}, {}, "at least one model"),
        (MODELS, {"selected": "GPT-9"}, "'GPT-9' is not a model"),
        (MODELS, {"head": 9}, "head=9 is not one of the 9 heads of Smol & co"),
    ],
)
def test_bad_input_says_what_is_wrong(models, choice, complaint):
    with pytest.raises(ValueError, match=complaint):
        SharedHeads(models, **choice)
