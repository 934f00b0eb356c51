"""The graph's numbers are those that PyTorch's own gradients give."""

import pytest
import torch

from course_lib.figures import GradientGraph

LEAVES = {"w": (0.5, 0, 0), "x": (-2.0, 1, 0), "<b>": (0.25, 2, 1)}
NODES = [
    ("w·x", "×", ["w", "x"], 0.5, 1),
    ("sum", "+", ["w·x", "<b>"], 1, 2),
    ("y", "tanh", ["sum"], 1, 3),
    ("e", "−", ["y", "w"], 1, 4),  # w a second time: its gradients add up
    ("loss", "square", ["e"], 1, 5),
]


def graph(**changes) -> GradientGraph:
    return GradientGraph(**{"leaves": LEAVES, "nodes": NODES, "weights": ["w", "<b>"], **changes})


def test_values_and_gradients_are_those_of_pytorch():
    leaves = {name: torch.tensor(v, requires_grad=True) for name, (v, _, _) in LEAVES.items()}
    w, x, b = leaves.values()
    loss = ((w * x + b).tanh() - w).square()
    loss.backward()
    values, gradients = graph().calculated()
    assert values["loss"] == pytest.approx(loss.item())
    for name, leaf in leaves.items():
        assert leaf.grad is not None
        assert gradients[name] == pytest.approx(leaf.grad.item())
    assert gradients["loss"] == 1


def test_it_opens_on_the_first_weight_and_the_first_rate():
    state = graph(rates=[0.1, 1.0]).state()
    assert (state["leaf"], state["rate"], state["steps"]) == ("w", 0.1, 0)
    assert state["leaves"] == state["start"] == {"w": 0.5, "x": -2.0, "<b>": 0.25}


def test_the_still_table_names_every_node_with_two_numbers():
    text = graph().still_html()
    assert text.count('scope="row"') == len(LEAVES) + len(NODES)
    assert text.count('scope="col"') == 3
    assert "&lt;b&gt;</th><td>0.25</td>" in text
    assert "<td>−2.00</td>" in text


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"weights": ["v"]}, r"\['v'\] are not all among"),
        ({"nodes": [("y", "cosh", ["w"], 0, 1)]}, "no operation 'cosh'"),
        ({"nodes": [NODES[1]]}, r"'sum' reads \['w·x'\] before"),
        ({"nodes": [("y", "+", ["w"], 0, 1)]}, "'y' has 1 inputs"),
        ({"nodes": []}, "a graph needs nodes"),
        ({"nodes": [("w", "tanh", ["x"], 0, 1)]}, "a name of its own"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        graph(**change)
