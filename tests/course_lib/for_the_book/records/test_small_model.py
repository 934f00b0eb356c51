"""The losses of the small model, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import read_record, small_model


def test_small_model_holds_every_seed_and_step() -> None:
    rows = read_record("small_model")
    assert len(rows) == small_model.N_SEEDS * small_model.N_STEPS // small_model.EVERY


def test_small_model_is_what_its_script_gives() -> None:
    [(step, loss)] = small_model.losses(seed=1, n_steps=small_model.EVERY)
    kept = {
        row["step"]: float(row["loss"]) for row in read_record("small_model") if row["seed"] == "1"
    }
    assert loss == pytest.approx(kept[str(step)], abs=0.03)
