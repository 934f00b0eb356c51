"""The runs of the training loop, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import read_record, training_loop


def test_training_loop_holds_every_run_seed_and_step() -> None:
    rows = read_record("training_loop")
    expected = {
        (run.name, str(seed), str(step))
        for run in training_loop.RUNS
        for seed in range(training_loop.N_SEEDS)
        for step in range(run.every, run.n_steps + 1, run.every)
    }
    assert {(row["run"], row["seed"], row["step"]) for row in rows} == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("name", ["clipped 0.003", "little text", "longer"])
def test_training_loop_is_what_its_script_gives(name: str) -> None:
    [run] = [run for run in training_loop.RUNS if run.name == name]
    [(step, training, validation)] = training_loop.losses(run, seed=1, n_steps=run.every)
    [kept] = [
        row
        for row in read_record("training_loop")
        if (row["run"], row["seed"], row["step"]) == (name, "1", str(step))
    ]
    assert training == pytest.approx(float(kept["training"]), abs=0.03)
    assert validation == pytest.approx(float(kept["validation"]), abs=0.03)
