"""The bar starts from the library's own bytes."""

import json
import re
from html import unescape

import pytest

from course_lib.accounting.memory import kv_cache_bytes, weight_bytes
from course_lib.figures import CacheMemory
from course_lib.figures.generation.cache_memory import CARDS, unit_bytes
from course_lib.models.gpt2 import GPT2_SMALL
from course_lib.models.llama import LLAMA_3_8B, LLAMA_3_70B

MODELS = {"GPT-2 & co": GPT2_SMALL, "Llama 3 8B": LLAMA_3_8B, "Llama 3 70B": LLAMA_3_70B}


@pytest.mark.parametrize("config", MODELS.values(), ids=MODELS)
def test_the_unit_bytes_are_the_library_s(config):
    unit = unit_bytes(config)
    assert unit["weight_bytes"] == weight_bytes(config)
    assert 3 * 700 * unit["token_bytes"] == kv_cache_bytes(config, n_tokens=700, batch_size=3)


def test_it_starts_with_one_text_of_the_model_s_own_context():
    figure = CacheMemory(MODELS, selected="Llama 3 8B")
    assert (figure.n_tokens, figure.n_texts) == (8192, 1)
    assert (figure.cache_bits, figure.card) == ("16", "24")


def test_the_page_gets_the_whole_state():
    figure = CacheMemory(MODELS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()


def test_the_longest_text_is_the_last_one_that_fits():
    figure = CacheMemory(MODELS)
    small, middle, large = figure.models
    for model, config in ((small, GPT2_SMALL), (middle, LLAMA_3_8B)):
        n = figure.longest(model)
        assert weight_bytes(config) + kv_cache_bytes(config, n) <= CARDS["24"]
        assert weight_bytes(config) + kv_cache_bytes(config, n + 1) > CARDS["24"]
        assert f"{n:,}" in figure.still_html()
    assert figure.longest(large) == 0  # its weights alone are larger than the card
    assert "GPT-2 &amp; co" in figure.still_html()


@pytest.mark.parametrize(
    ("models", "selected", "complaint"),
    [({}, None, "at least one model"), (MODELS, "GPT-9", "'GPT-9' is not a model")],
)
def test_bad_input_says_what_is_wrong(models, selected, complaint):
    with pytest.raises(ValueError, match=complaint):
        CacheMemory(models, selected=selected)
