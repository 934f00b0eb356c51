"""What rounding costs, recorded: whole, and made by the script."""

from collections import Counter

import pytest

from course_lib.for_the_book.records import read_record, rounding


def test_rounding_holds_every_seed_and_way() -> None:
    rows = read_record("rounding")
    runs = Counter((row["seed"], row["steps"]) for row in rows)
    assert {seed for seed, steps in runs if steps == str(rounding.N_STEPS)} == {
        str(seed) for seed in range(rounding.N_SEEDS)
    }
    assert len(set(runs.values())) == 1
    assert len({tuple(row.values())[:6] for row in rows}) == len(rows)


@pytest.mark.slow
def test_rounding_is_what_its_script_gives() -> None:
    """The short training, in the number of bits at which ways differ most."""
    kept = {tuple(row.values())[:6]: row for row in read_record("rounding")}
    found = list(rounding.rows(0, rounding.FEW_STEPS, bits=(2,)))
    assert len(found) == 13
    for *place, bits_each, loss, divergence in found:
        recorded = kept[tuple(map(str, place))]
        assert recorded["bits_each"] == bits_each
        assert float(loss) == pytest.approx(float(recorded["loss"]), abs=0.05)
        assert float(divergence) == pytest.approx(float(recorded["divergence"]), rel=0.3, abs=0.003)
