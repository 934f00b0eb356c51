"""The picture of the whole way holds what it is given, station by station."""

import torch

from course_lib.plots import plot_whole_way


def test_each_station_shows_its_numbers() -> None:
    tokens, ids = ["start", "cat", "$x$"], [0, 2644, 7]
    rows, weights = torch.randn(3, 8), torch.eye(3)
    figure = plot_whole_way(tokens, ids, rows, weights, {"mat": 0.5, "rug": 0.125})
    first, second, third, fourth, last = figure.axes
    assert [t.get_text() for t in first.texts] == ["start", "0", "cat", "2,644", "$x$", "7"]
    torch.testing.assert_close(torch.tensor(second.images[0].get_array()), rows)
    torch.testing.assert_close(torch.tensor(third.images[0].get_array()), weights)
    assert [t.get_text() for t in fourth.texts] == ["50.0 %", "12.5 %"]
    assert [t.get_text() for t in fourth.get_yticklabels()] == ["mat", "rug"]
    assert [t.get_text() for t in last.texts] == ["mat"]
    figure.canvas.draw()  # a dollar sign is no formula
    assert "mat 50 %, rug 12 %" in first.get_label()
