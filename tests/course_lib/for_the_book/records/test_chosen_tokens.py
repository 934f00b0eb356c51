"""Tokens that people and settings chose, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import chosen_tokens, read_record


def test_chosen_tokens_hold_every_passage_and_setting() -> None:
    rows = read_record("chosen_tokens")
    per_seed = len(chosen_tokens.SOURCES) * chosen_tokens.N_PASSAGES * len(chosen_tokens.SETTINGS)
    assert len(rows) == chosen_tokens.N_SEEDS * per_seed
    assert len({(*list(row.values())[:4],) for row in rows}) == len(rows)


@pytest.mark.slow
def test_chosen_tokens_are_what_their_script_gives() -> None:
    """One passage under the settings that draw nothing: the draws of a seed hang together."""
    kept = {
        (*list(row.values())[:4],): list(row.values())[4:] for row in read_record("chosen_tokens")
    }
    found = list(chosen_tokens.rows(seed=1, n_passages=1, settings=("a person", "greedy")))
    assert len(found) == 4
    for seed, source, passage, setting, *numbers in found:
        recorded = kept[str(seed), str(source), str(passage), str(setting)]
        if setting == "a person":  # a greedy text may turn off where two tokens are nearly equal
            assert list(map(float, numbers)) == pytest.approx(list(map(float, recorded)), abs=0.01)
        else:
            assert float(numbers[1]) == pytest.approx(float(recorded[1]), abs=0.3)


def test_a_run_that_stood_there_before_is_a_repetition() -> None:
    assert chosen_tokens.repeated_share([1, 2, 3, 4], [1, 2, 3, 9], length=3) == 0.25
    assert chosen_tokens.repeated_share([1, 2, 3, 4], [5, 6], length=3) == 0
