"""The figure lists the words with the largest cosine to the chosen one."""

import re

import pytest
import torch
import torch.nn.functional as F

from course_lib.figures import EmbeddingNeighbourhood

WORDS = ["cat", "dog", "car", "red", "blue", "king", "<b>"]


def tables() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(4)
    return {name: torch.randn(len(WORDS), 5, generator=generator) for name in ("old", "new")}


@pytest.mark.parametrize("name", ["old", "new"])
def test_neighbours_are_those_of_the_largest_cosine(name):
    figure = EmbeddingNeighbourhood(WORDS, tables(), chosen="car", table=name)
    vectors = tables()[name]
    cosines = F.cosine_similarity(vectors, vectors[2], dim=-1)
    order = [i for i in cosines.argsort(descending=True).tolist() if i != 2]
    assert [word for word, _ in figure.neighbours()] == [WORDS[i] for i in order[:5]]
    shown = torch.tensor([cosine for _, cosine in figure.neighbours()])
    torch.testing.assert_close(shown, cosines[order[:5]], atol=1e-3, rtol=0)


def test_length_does_not_matter():
    longer = {name: 7 * vectors for name, vectors in tables().items()}
    figure = EmbeddingNeighbourhood(WORDS, tables(), chosen="car")
    assert EmbeddingNeighbourhood(WORDS, longer, chosen="car").neighbours() == figure.neighbours()


def test_the_still_table_lists_the_neighbours():
    figure = EmbeddingNeighbourhood(WORDS, tables(), chosen="<b>")
    shown = re.findall(r"<td>(-?[\d.]+)</td>", figure.still_html())
    assert shown == [f"{cosine:.2f}" for _, cosine in figure.neighbours()]
    assert "<b>" not in figure.still_html()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"chosen": "mouse"}, "got 'mouse'"),
        ({"table": "newest"}, "one of old, new, got 'newest'"),
        ({"tables": {"old": torch.ones(3, 5)}}, r"7 words, got shape \(3, 5\)"),
        ({"tables": {"old": torch.ones(7, 1)}}, "at least 2 numbers"),
        ({"words": ["car"]}, "at least 6 words"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    good = {"words": WORDS, "tables": tables(), "chosen": "car"}
    with pytest.raises(ValueError, match=complaint):
        EmbeddingNeighbourhood(**{**good, **change})
