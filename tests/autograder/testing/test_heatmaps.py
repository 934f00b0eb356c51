import matplotlib.pyplot as plt
import pytest
import torch

from autograder.testing import CheckFailed, read_heatmap

WEIGHTS = torch.tensor([[0.75, 0.25, 0.0], [0.125, 0.75, 0.125], [0.25, 0.125, 0.625]])
TOKENS = ["the", "cat", "the"]
ROWS = WEIGHTS.tolist()


def label(axes, shift=0.0):
    places = [i + shift for i in range(3)]
    axes.set_xticks(places, labels=TOKENS)
    axes.set_yticks(places, labels=TOKENS)
    axes.set(xlabel="key", ylabel="query")
    return axes


def imshow(weights, tokens):
    return label(plt.subplots()[1].imshow(weights).axes)


def mesh(weights, tokens):
    axes = plt.subplots()[1]
    axes.pcolormesh(weights)
    axes.invert_yaxis()
    return label(axes, 0.5)


def mesh_upside_down(weights, tokens):
    axes = plt.subplots()[1]
    axes.pcolormesh(weights)
    return label(axes, 0.5)


def pyplot_state(weights, tokens):
    plt.matshow(weights)
    plt.colorbar()
    return label(plt.gcf().axes[0])


@pytest.mark.parametrize("plot", [imshow, mesh, pyplot_state])
def test_equal_pictures_read_equal_however_they_are_made(plot):
    picture = read_heatmap(plot, WEIGHTS, TOKENS)
    assert picture.values == ROWS
    assert picture.row_labels == picture.column_labels == TOKENS
    assert (picture.columns_name, picture.rows_name) == ("key", "query")


def test_colours_are_those_that_the_scale_leaves():
    def cut(weights, tokens):
        return label(plt.subplots()[1].imshow(weights, vmin=0, vmax=0.125).axes)

    seen = [read_heatmap(plot, WEIGHTS, TOKENS).colours for plot in (imshow, mesh, cut)]
    assert seen[0] == seen[1]
    assert len({colour for row in seen[0] for colour in row}) == len(WEIGHTS.unique())
    assert len({colour for row in seen[2] for colour in row}) == 2


def test_a_picture_upside_down_reads_upside_down():
    picture = read_heatmap(mesh_upside_down, WEIGHTS, TOKENS)
    assert picture.values == ROWS[::-1]
    assert picture.row_labels == TOKENS[::-1]
    assert picture.column_labels == TOKENS


def test_labels_beside_no_cell_are_no_labels():
    def on_the_edges(weights, tokens):
        return label(mesh(weights, tokens))

    picture = read_heatmap(on_the_edges, WEIGHTS, TOKENS)
    assert picture.row_labels == picture.column_labels == ["", "", ""]


def test_one_cell_is_a_picture():
    def one(weights, tokens):
        axes = plt.subplots()[1]
        axes.imshow(weights)
        axes.set_xticks([0], labels=tokens)
        return axes

    picture = read_heatmap(one, torch.ones(1, 1), ["the"])
    assert (picture.values, picture.column_labels) == ([[1.0]], ["the"])


@pytest.mark.parametrize(
    "plot",
    [
        lambda weights, tokens: plt.figure(),
        lambda weights, tokens: None,
        lambda weights, tokens: plt.subplots()[1],
        lambda weights, tokens: plt.subplots()[1].plot(weights)[0].axes,
        lambda weights, tokens: plt.subplots()[1].imshow(torch.rand(3, 3, 3)).axes,
        lambda weights, tokens: [imshow(weights, tokens).imshow(weights).axes][0],
    ],
)
def test_what_is_no_heat_map_fails(plot):
    with pytest.raises(CheckFailed):
        read_heatmap(plot, WEIGHTS, TOKENS)


def test_a_picture_that_is_cut_fails():
    def cut(weights, tokens):
        axes = imshow(weights, tokens)
        axes.set_ylim(1.2, -0.5)
        return axes

    with pytest.raises(CheckFailed, match="outside"):
        read_heatmap(cut, WEIGHTS, TOKENS)


def test_figures_of_the_test_are_closed_and_those_of_the_student_stay():
    before, own = plt.get_fignums(), plt.figure().number
    read_heatmap(pyplot_state, WEIGHTS, TOKENS)
    with pytest.raises(CheckFailed):
        read_heatmap(lambda weights, tokens: plt.figure(), WEIGHTS, TOKENS)
    assert plt.get_fignums() == [*before, own]
    plt.close(own)
