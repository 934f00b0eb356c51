import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.plots import describe_attention_heads, plot_attention, plot_attention_heads

TOKENS = ["the", "cat", "sat", "$5", "down"]


@pytest.fixture(autouse=True)
def _closed_figures():
    yield
    plt.close("all")


def random_weights(*shape):
    return torch.rand(*shape, generator=torch.Generator().manual_seed(0)).softmax(dim=-1)


def labels(ticks):
    return [tick.get_text() for tick in ticks]


def test_rows_are_queries_and_columns_are_keys_in_order():
    weights = random_weights(3, 5)
    ax = plot_attention(weights, TOKENS)
    torch.testing.assert_close(torch.tensor(ax.images[0].get_array().data), weights)
    assert labels(ax.get_xticklabels()) == TOKENS
    assert labels(ax.get_yticklabels()) == TOKENS[2:]
    assert ax.yaxis_inverted(), "the first token must be on top"
    assert "key" in ax.get_xlabel()
    assert "query" in ax.get_ylabel()


def test_draws_on_the_given_axes_and_carries_its_description():
    _, given = plt.subplots()
    ax = plot_attention(torch.eye(5), TOKENS, given)
    assert ax is given
    assert "sat → sat 1.00" in ax.get_label()
    ax.figure.canvas.draw()


def test_cross_attention_names_its_queries():
    ax = plot_attention(random_weights(2, 5), TOKENS, queries=["le", "chat"])
    assert labels(ax.get_yticklabels()) == ["le", "chat"]
    assert "chat →" in ax.get_label()


def test_small_matrices_show_their_numbers_large_ones_a_colour_bar():
    small = plot_attention(random_weights(5, 5), TOKENS)
    large = plot_attention(random_weights(11, 11), list("hello world"))
    assert len(small.texts) == 25
    assert len(large.texts) == 0
    assert len(large.figure.axes) == 2


def test_each_head_has_its_axes_on_one_scale():
    weights = random_weights(5, 4, 4)
    axes = plot_attention_heads(weights, TOKENS[:4])
    assert [ax.get_title() for ax in axes] == [f"head {h}" for h in range(5)]
    assert {ax.images[0].get_clim() for ax in axes} == {(0.0, float(weights.max()))}
    assert " ".join(ax.get_label() for ax in axes) == describe_attention_heads(weights, TOKENS[:4])
    axes[0].figure.canvas.draw()


def test_too_few_tokens_are_refused_with_both_numbers():
    with pytest.raises(ValueError, match=r"4 queries by 4 keys .* 3"):
        plot_attention(torch.eye(4), ["a", "b", "c"])
