"""Laws of positions and masks for padded and cached batches."""

import pytest
import torch
from jaxtyping import TypeCheckError

from course_lib.layers.masks import causal_mask, padding_mask
from course_lib.models.inputs import check_token_ids, positions_and_mask

IDS = torch.zeros(2, 4, dtype=torch.long)


def test_without_padding():
    positions, mask = positions_and_mask(IDS, None, n_earlier=3)
    assert positions.tolist() == [3, 4, 5, 6]
    assert torch.equal(mask, causal_mask(4, 7))


def test_padding_on_the_right_and_on_the_left():
    right = padding_mask([4, 2], 4)
    positions, mask = positions_and_mask(IDS, right, n_earlier=0)
    assert positions[:, :2].tolist() == [[0, 1], [0, 1]]
    assert torch.equal(mask[1, 0, :, 2:], torch.zeros(4, 2, dtype=torch.bool))
    positions, mask = positions_and_mask(IDS, right.flip(1), n_earlier=0)
    assert positions[1, 2:].tolist() == [0, 1]
    assert mask[1, 0].int().tolist() == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 1]]


def test_a_position_counts_the_real_tokens_before_it_gaps_or_not():
    real = torch.tensor([[True, False, True, False, True, True]] * 2)
    positions, mask = positions_and_mask(IDS[:, :2], real, n_earlier=4)
    assert positions[0].tolist() == [2, 3]
    assert mask.shape == (2, 1, 2, 6)
    assert mask[0, 0, 1].tolist() == real[0].tolist()


def test_ids_are_checked_but_not_where_they_have_no_values():
    check_token_ids(torch.tensor([[0, 4]]), vocab_size=5)
    check_token_ids(torch.empty(1, 0, dtype=torch.long), vocab_size=5)
    check_token_ids(torch.empty(1, 3, dtype=torch.long, device="meta"), vocab_size=5)
    for wrong in (torch.zeros(3, dtype=torch.long), torch.zeros(1, 3)):
        with pytest.raises((ValueError, TypeCheckError)):
            check_token_ids(wrong, vocab_size=5)
    with pytest.raises(ValueError, match="found -1 to 4"):
        check_token_ids(torch.tensor([[4, -1]]), vocab_size=5)
