"""Where the norms of a block stand, recorded: whole, and made by the script."""

from dataclasses import astuple

import pytest

from course_lib.for_the_book.records import norm_placement, read_record
from course_lib.for_the_book.records.norm_placement import SETTINGS


def test_norm_placement_holds_every_setting_seed_and_step() -> None:
    rows = read_record("norm_placement")
    steps = norm_placement.N_STEPS // norm_placement.EVERY
    assert len(rows) == len(SETTINGS) * norm_placement.N_SEEDS * steps
    assert len({(*list(row.values())[:-1],) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda s: f"{s.wiring} {s.blocks} {s.learning_rate} {s.first_weights}"
)
def test_norm_placement_is_what_its_script_gives(setting: norm_placement.Setting) -> None:
    kept = {
        int(row["step"]): float(row["loss"])
        for row in read_record("norm_placement")
        if list(row.values())[:-2] == [*map(str, astuple(setting)), "1"]
    }
    for step, loss in norm_placement.losses(setting, seed=1, n_steps=norm_placement.EVERY):
        assert loss == pytest.approx(kept[step], abs=0.01)
