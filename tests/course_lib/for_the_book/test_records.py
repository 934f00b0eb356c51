"""A record is found by its name and says how it is made again."""

from pathlib import Path

import pytest

from course_lib.for_the_book import records
from course_lib.for_the_book.records import read_record


def test_an_unknown_record_names_those_that_there_are() -> None:
    with pytest.raises(
        FileNotFoundError, match=r"'losses'; there are: .*norm_placement, .*small_model"
    ):
        read_record("losses")


def test_a_record_says_how_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (records.FOLDER / "small_model.csv").read_text(encoding="utf-8").splitlines()[0]
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    records.write_record("small_model", ["seed", "loss"], iter([[0, "2.3850"], [1, "2.2124"]]))
    assert (tmp_path / "small_model.csv").read_bytes().decode().splitlines()[0] == head
    assert read_record("small_model") == [
        {"seed": "0", "loss": "2.3850"},
        {"seed": "1", "loss": "2.2124"},
    ]
