"""What rounding costs, recorded: whole, and made by the script."""

from collections import Counter

import pytest

from course_lib.for_the_book.records import read_record, rounding


def test_rounding_holds_every_seed_and_way() -> None:
    rows = read_record("rounding")
    runs = Counter((int(row["seed"]), int(row["steps"])) for row in rows)
    one, each_number = 1, 12  # rows of no rounding and of 8 bits; of each smaller number of bits
    whole = {
        (seed, rounding.N_STEPS): 2 * one + 3 * each_number for seed in range(rounding.N_SEEDS)
    }
    assert runs == whole | {(0, rounding.FEW_STEPS): one + each_number}
    assert len({tuple(row.values())[:6] for row in rows}) == len(rows)


@pytest.mark.slow
def test_rounding_is_what_its_script_gives() -> None:
    """The short training, in the number of bits at which ways differ most."""
    kept = {tuple(row.values())[:6]: row for row in read_record("rounding")}
    found = list(rounding.rows(0, rounding.FEW_STEPS, bits=rounding.FEW_BITS))
    assert len(found) == 13
    for *place, bits_each, loss, divergence in found:
        recorded = kept[tuple(map(str, place))]
        assert recorded["bits_each"] == bits_each
        assert float(loss) == pytest.approx(float(recorded["loss"]), abs=0.05)
        assert float(divergence) == pytest.approx(float(recorded["divergence"]), rel=0.3, abs=0.003)
