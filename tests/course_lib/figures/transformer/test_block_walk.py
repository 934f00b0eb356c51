"""The walk shows the steps that it was given, in their order, with their numbers."""

import pytest
import torch

from course_lib.figures import BlockWalk
from course_lib.figures.transformer.block_walk import Step

TOKENS = ["a", "<b>"]
X = torch.tensor([[3.0, 4.0], [0.0, 5.0]])
WALKS = {
    "pre-norm": [Step("input", "x", True, X), Step("norm", "norm(x)", False, X / 5)],
    "post-norm": [Step("input", "x", True, X), Step("part", "f(x) < 1", False, -X)],
}


def test_it_opens_on_the_first_step_of_the_first_wiring():
    state = BlockWalk(TOKENS, WALKS).state()
    assert (state["wiring"], state["step"]) == ("pre-norm", 0)
    assert state["walks"]["post-norm"][1]["values"] == [[-3.0, -4.0], [0.0, -5.0]]


def test_the_still_table_names_every_step_and_its_size():
    text = BlockWalk(TOKENS, WALKS, wiring="post-norm", step=1).still_html()
    assert text.count('scope="row"') == 2
    assert text.count('scope="col"') == 4
    assert "f(x) &lt; 1" in text
    assert "<td>branch</td><td>3.54</td>" in text


def test_gradients_and_lists_are_welcome():
    walks = {"only": [Step("input", "x", True, X.clone().requires_grad_())]}
    lists = {"only": [Step("input", "x", True, X.tolist())]}
    assert BlockWalk(TOKENS, walks).state() == BlockWalk(TOKENS, lists).state()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"walks": {}}, "at least one wiring"),
        ({"wiring": "sideways"}, "'sideways' is not among"),
        ({"step": 2}, "step=2 does not exist"),
        ({"walks": {"x": [Step("input", "x", True, X[:1])]}}, r"shape \(1, 2\)"),
        ({"walks": {"x": [Step("input", "x", True, X / 0)]}}, "infinite or undefined"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        BlockWalk(**{"tokens": TOKENS, "walks": WALKS, **change})
