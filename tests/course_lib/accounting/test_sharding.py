import pytest

from course_lib.accounting.memory import training_bytes
from course_lib.accounting.parameters import count_parameters
from course_lib.accounting.sharding import (
    STAGES,
    bytes_held,
    bytes_sent,
    training_bytes_per_rank,
)
from course_lib.models.gpt2 import GPT2_SMALL


@pytest.mark.parametrize("stage", STAGES.values())
def test_one_rank_holds_what_mixed_precision_costs_and_sends_nothing(stage):
    n = count_parameters(GPT2_SMALL)
    expected = sum(training_bytes(GPT2_SMALL, mixed_precision=True).values())
    assert training_bytes_per_rank(n, 1, stage) == expected
    assert bytes_sent(n, 1, stage) == 0


def test_each_stage_cuts_one_part_more():
    whole = bytes_held(1000, 8, 0)
    for stage, parts in enumerate([(), ("optimizer",), ("optimizer", "gradients"), tuple(whole)]):
        held = bytes_held(1000, 8, stage)
        assert held == {kind: b // 8 if kind in parts else b for kind, b in whole.items()}


def test_shares_cover_all_parameters():
    for n in (1, 7, 8, 9):
        assert 4 * training_bytes_per_rank(n, 4, 3) >= 16 * n
        assert training_bytes_per_rank(n, 4, 3) - 16 < 4 * n


@pytest.mark.parametrize("stage", [-1, 4])
def test_a_stage_that_does_not_exist_is_refused(stage):
    for count in (bytes_held, bytes_sent, training_bytes_per_rank):
        with pytest.raises(ValueError, match=f"got {stage}"):
            count(100, 4, stage)
    with pytest.raises(ValueError, match="n_ranks"):
        bytes_held(100, 0, 0)
