"""Two real processes train like one, and hold and send what is counted."""

import pytest
import torch

from course_lib.accounting.parameters import count_parameters
from course_lib.for_the_book.several_processes import (
    COUNTER,
    ENGINES,
    compare_engines,
    train_alone,
    written,
)
from course_lib.models.llama import LlamaConfig

SIZES = LlamaConfig(30, 32, 2, n_heads=4, n_kv_heads=2, d_ff=64, context_length=16)
PARTS = {"DDP": (4, 4, 8), "ZeRO-1": (4, 4, 4), "FSDP": (2, 2, 4)}  # bytes a parameter


@pytest.fixture(scope="module")
def token_ids():
    return torch.randint(30, (3000,), generator=torch.Generator().manual_seed(0))


@pytest.fixture(scope="module")
def found(token_ids):
    return compare_engines(token_ids, SIZES, seed=0, n_steps=4)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_two_processes_have_the_losses_of_one_and_share_what_they_hold(found, token_ids, engine):
    alone = train_alone(token_ids, SIZES, seed=0, n_steps=4)
    n = count_parameters(SIZES)
    for rank in found[engine]:
        assert rank["losses"] == pytest.approx(alone, abs=1e-5)
        assert [b / n for b in rank["held"].values()] == pytest.approx(PARTS[engine], rel=0.1)


@pytest.mark.slow
@pytest.mark.skipif(not COUNTER.exists(), reason="the system does not count what is written")
def test_what_is_sent_is_as_the_book_says(found):
    n = count_parameters(SIZES)
    for rank, (accumulated, each_byte) in enumerate(
        zip(found["accumulation"], found["collectives"], strict=True)
    ):
        sent = {engine: found[engine][rank]["sent"] / (4 * n) for engine in ENGINES}
        assert sent["DDP"] == pytest.approx(1, abs=0.15)
        assert sent["ZeRO-1"] == pytest.approx(1.5, abs=0.15)
        assert 1.7 < sent["FSDP"] < 2.2
        assert accumulated["each"] / accumulated["once"] == pytest.approx(4, abs=0.2)
        assert accumulated["apart"] < 1e-6
        expected = {"all-reduce": 1, "all-gather": 0.5, "reduce-scatter": 1}
        assert each_byte == pytest.approx(expected, abs=0.05)


def test_a_process_can_ask_what_it_has_written(tmp_path):
    before = written()
    (tmp_path / "file").write_bytes(b"x" * 100_000)
    after = written()
    if before is not None and after is not None:
        assert after - before >= 100_000
