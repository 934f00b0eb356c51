"""A roster finds a student by any name that is that student's alone."""

from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.course.roster import Roster


def roster(tmp_path: Path, text: str) -> Roster:
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    return Roster.read(tmp_path / "roster.csv")


def test_a_name_of_two_students_finds_neither(tmp_path: Path) -> None:
    read = roster(tmp_path, "student,name,canvas\nada,Ada L,11\nsam1,Sam,12\nsam2,Sam,13\n")
    assert read.find(["Ada  l."]) == "ada"
    assert read.find(["Sam"]) is None
    assert read.find(["13", "Sam"]) == "sam2"
    assert read.find(["nobody"]) is None


def test_what_servers_export_is_a_roster(tmp_path: Path) -> None:
    canvas = 'Student,ID,SIS Login ID,Section,HW (1)\nPoints,,,,5\n"Lovelace, Ada",11,ada,S,5\n'
    assert roster(tmp_path, canvas).find(["lovelaceada"]) == "ada"
    assert roster(tmp_path, canvas).find(["5"]) is None
    moodle = "First name,Surname,ID number,Email address\nAda,Lovelace,,ada@x.org\n"
    with_numbers = moodle.replace(",,", ",77,")
    assert roster(tmp_path, with_numbers).find(["Ada Lovelace"]) == "77"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_as_spreadsheets_save_them(tmp_path: Path, encoding: str) -> None:
    text = 'student,name\r\nada,Šimek Œuvré\r\nbob,one… two\u0085\x0b\rcy,"a\nb"\n'
    text = text.replace("\u0085", "" if encoding == "cp1252" else "\u0085\u2028")
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    read = Roster.read(tmp_path / "roster.csv")
    assert read.find(["simek oeuvre", "Šimek Œuvré"]) == "ada"
    assert set(read.students.values()) == {"ada", "bob", "cy"}


def test_a_roster_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    for text, reason in (
        ("a,b\n1,2\n", "no column names the student"),
        ("student,b\nada,2\nada,3\n", "more than once"),
        ("", "first line"),
    ):
        with pytest.raises(UsageError, match=reason):
            roster(tmp_path, text)
    with pytest.raises(UsageError, match="no such file"):
        Roster.read(tmp_path / "nowhere.csv")
