import pytest

from course_lib.for_the_book.seeds import FIRST_SEED, seeds


def test_all_seeds_of_a_page_move_together(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(FIRST_SEED, raising=False)
    assert seeds(3) == [0, 1, 2]
    monkeypatch.setenv(FIRST_SEED, "100")
    assert seeds(2) == [100, 101]
