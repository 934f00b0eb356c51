"""The paths are those of PyTorch's optimizers."""

import pytest
import torch

from course_lib.figures import DescentPath

RATES = [0.01, 0.05, 0.2]
OURS = {
    "gradient descent": lambda w, rate: torch.optim.SGD([w], lr=rate),
    "momentum": lambda w, rate: torch.optim.SGD([w], lr=rate, momentum=0.9),
    "Adam": lambda w, rate: torch.optim.Adam([w], lr=rate, betas=(0.9, 0.95)),
}


@pytest.mark.parametrize("name", OURS)
def test_a_path_is_that_of_pytorch(name):
    figure = DescentPath(RATES)
    w = torch.tensor([-2.0, 0.8], dtype=torch.float64, requires_grad=True)
    optimizer = OURS[name](w, 0.05)
    for point in figure.path(name, 0.05, 12):
        assert point == pytest.approx(w.tolist())
        optimizer.zero_grad()
        loss = (w[0] ** 2 + 20 * w[1] ** 2) / 2
        assert figure.loss(point) == pytest.approx(loss.item())
        loss.backward()
        optimizer.step()


def test_it_opens_at_the_end_of_the_first_path():
    state = DescentPath(RATES, rate=0.05, steps=40).state()
    assert (state["optimizer"], state["rate"]) == ("gradient descent", 0.05)
    assert state["steps"] == state["most_steps"] == 40


def test_the_still_table_has_a_loss_for_every_optimizer_and_rate():
    text = DescentPath(RATES).still_html()
    assert (text.count('scope="row"'), text.count('scope="col"')) == (3, 3)
    assert text.count("<td>diverges</td>") == 2  # too steep for 0.2, with momentum and without
    assert "at the start 8.400" in text


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"rates": []}, "larger than 0"),
        ({"rates": [0.0]}, "larger than 0"),
        ({"rate": 3.0}, "rate=3.0 is not"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        DescentPath(**{"rates": RATES, **change})
