import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.plots import describe_one_query, plot_one_query
from course_lib.plots.one_query import one_query

TOKENS = ["the", "cat", "$5"]
QUERY = torch.tensor([4.0, 2, 0, 0])
KEYS = torch.tensor([[0.0, 0, 0, 1], [1, 1, 0, 0], [0, 1, 1, 0]])
VALUES = torch.tensor([[0.0, 0], [10, 0], [0, 10]])


@pytest.fixture(autouse=True)
def _closed_figures():
    yield
    plt.close("all")


def test_every_step_is_the_one_worked_by_hand():
    rows = one_query(QUERY, KEYS, VALUES)
    assert rows["score"].tolist() == [0, 6, 2]
    assert rows["scaled"].tolist() == [0, 3, 1]
    assert [round(w, 3) for w in rows["weight"].tolist()] == [0.042, 0.844, 0.114]
    assert [round(y, 2) for y in rows["weight × value"].sum(0).tolist()] == [8.44, 1.14]


def test_every_number_is_drawn_in_the_column_of_its_token():
    ax = plot_one_query(QUERY, KEYS, VALUES, TOKENS)
    columns = [[t.get_text() for t in ax.texts if t.get_position()[0] == c] for c in range(3)]
    for expected in ("(1, 1, 0, 0)", "6", "3", "0.844", "(8.44, 0)"):
        assert expected in columns[1]
    assert "0.042" in columns[0]
    assert {"$5", "(0, 1.14)"} < {*columns[2]}
    assert "(8.44, 1.14)" in [text.get_text() for text in ax.texts]
    ax.figure.canvas.draw()


def test_nothing_of_the_figure_is_cut_off():
    ax = plot_one_query(QUERY, KEYS, VALUES, TOKENS)
    ax.figure.canvas.draw()
    whole = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert whole.x0 <= box.x0 <= box.x1 <= whole.x1, text.get_text()
        assert whole.y0 <= box.y0 <= box.y1 <= whole.y1, text.get_text()


def test_draws_on_the_given_axes_and_carries_its_description():
    _, given = plt.subplots()
    assert plot_one_query(QUERY, KEYS, VALUES, TOKENS, given) is given
    assert given.get_label() == describe_one_query(QUERY, KEYS, VALUES, TOKENS)
    assert "cat: score 6, scaled 3, weight 0.844" in str(given.get_label())
