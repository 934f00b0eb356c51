"""The figure shows what the library's own settings leave, and its groups weigh what they hold."""

import re

import pytest
import torch

from course_lib.figures import SamplingSettings
from course_lib.figures.generation.sampling_settings import ALONE, compressed
from course_lib.generation.sampling import Sampling

HALVES = torch.tensor([0.5, 0.125, 0.25, 0.125]).log()
LETTERS = dict(enumerate(("a<", "b", "c", "d"))).__getitem__


def many_logits(seed: int) -> torch.Tensor:
    """A steep head and a long tail, as a language model's."""
    return 3 * torch.randn(49_152, generator=torch.Generator().manual_seed(seed)) - 5


@pytest.mark.parametrize("temperature", [0.3, 0.7, 1.0, 1.5, 2.0])
def test_groups_weigh_what_their_tokens_weigh(temperature):
    logits = many_logits(0)
    found = compressed(logits)
    assert sum(found["counts"]) == len(logits)
    assert set(found["counts"][: ALONE - 1]) == {1}
    grouped = torch.tensor(found["logits"], dtype=torch.float64) / temperature
    counts = torch.tensor(found["counts"], dtype=torch.float64)
    exact = ((logits.double() - logits.max()) / temperature).exp().sum()
    torch.testing.assert_close((counts * grouped.exp()).sum(), exact, rtol=2e-3, atol=0)


def test_few_tokens_stand_alone():
    assert compressed(HALVES) == {
        "counts": [1, 1, 1, 1],
        "logits": [0.0, -0.6931, -1.3863, -1.3863],
    }


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        (Sampling(), [0.5, 0.125, 0.25, 0.125]),
        (Sampling(temperature=0.5), [8 / 11, 1 / 22, 2 / 11, 1 / 22]),
        (Sampling(top_k=2), [2 / 3, 0, 1 / 3, 0]),
        (Sampling(top_p=0.6), [2 / 3, 0, 1 / 3, 0]),
        (Sampling(min_p=0.3), [2 / 3, 0, 1 / 3, 0]),
        (Sampling(temperature=0.0), [1, 0, 0, 0]),
    ],
)
def test_the_shares_are_those_of_the_settings(sampling, expected):
    own, left = SamplingSettings({"text": HALVES}, LETTERS, sampling).shares()
    torch.testing.assert_close(own, HALVES.double().exp())
    torch.testing.assert_close(left, torch.tensor(expected, dtype=torch.float64))


def test_the_still_version_names_the_likeliest_first():
    still = SamplingSettings({"<text>": HALVES}, LETTERS, Sampling(top_k=2)).still_html()
    assert re.findall(r'<th scope="row">([^<]*)</th>', still) == ["a&lt;", "c", "b", "d"]
    assert re.findall(r"<td>([\d.]+)</td>", still)[:4] == ["50.0", "66.7", "25.0", "33.3"]
    assert "&lt;text&gt;" in still
    assert "2 are left" in still


def test_texts_of_two_vocabularies_are_refused():
    with pytest.raises(ValueError, match=r"one and the same vocabulary, got \{'a': 4, 'b': 5\}"):
        SamplingSettings({"a": HALVES, "b": torch.zeros(5)}, LETTERS)
