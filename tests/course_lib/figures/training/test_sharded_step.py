"""The moments of a step hold and send what the library counts."""

import json
import re
from html import unescape

import pytest

from course_lib.accounting.parameters import count_parameters
from course_lib.accounting.sharding import STAGES, bytes_held, bytes_sent, training_bytes_per_rank
from course_lib.figures import ShardedStep
from course_lib.figures.training.sharded_step import MOMENTS, sizes
from course_lib.models.llama import LLAMA_3_8B, LLAMA_3_70B, SMOLLM2_135M, Llama, LlamaConfig

MODELS = {"8B & co": LLAMA_3_8B, "70B": LLAMA_3_70B}


@pytest.mark.parametrize("method", STAGES)
def test_after_the_backward_pass_a_rank_holds_what_is_counted(method):
    figure, n = ShardedStep(MODELS), count_parameters(LLAMA_3_8B)
    last = len(MOMENTS[method]) - 1
    held = figure.held(figure.models[0], method, last, 8)
    assert held == training_bytes_per_rank(n, 8, STAGES[method])
    before = figure.held(figure.models[0], method, 0, 8)
    assert before == held - bytes_held(n, 8, STAGES[method])["gradients"]


@pytest.mark.parametrize("method", STAGES)
def test_the_moments_of_a_step_send_what_is_counted(method):
    halves = sum(moment.halves for moment in MOMENTS[method])
    assert halves * 7 / 8 * 2 * 1000 == bytes_sent(1000, 8, STAGES[method])


@pytest.mark.parametrize("tied", [True, False])
def test_a_layer_is_gathered_with_what_stands_outside_the_layers(tied):
    config = LlamaConfig(50, 8, 3, 2, 1, 24, 16, tied=tied)
    model = Llama(config)
    layer = sum(p.numel() for p in model.layers[0].parameters())
    outside = sum(p.numel() for p in model.parameters()) - 3 * layer
    assert sizes(config) == {"parameters": outside + 3 * layer, "layer": outside + layer}


def test_the_page_gets_the_whole_state():
    figure = ShardedStep({**MODELS, "small": SMOLLM2_135M}, selected="70B", caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert "8B &amp; co" in figure.still_html()
    assert f"{16 * count_parameters(LLAMA_3_8B) / 1e9:.1f}" in figure.still_html()


@pytest.mark.parametrize(
    ("models", "selected", "complaint"),
    [({}, None, "at least one model"), (MODELS, "GPT-9", "'GPT-9' is not a model")],
)
def test_bad_input_says_what_is_wrong(models, selected, complaint):
    with pytest.raises(ValueError, match=complaint):
        ShardedStep(models, selected=selected)
