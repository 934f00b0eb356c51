"""What Canvas and Moodle exported comes back with grades in it, and with nothing that runs."""

import csv
import dataclasses
from pathlib import Path

import pytest

from autograder.authoring.assignment import Assignment
from autograder.base.csv_files import write_rows
from autograder.base.errors import UsageError
from autograder.course.roster import Roster
from autograder.course.scores import Score
from autograder.results.export.canvas import canvas_sheet
from autograder.results.export.moodle import moodle_folders, moodle_import, moodle_worksheet
from autograder.results.export.sheets import Grades, Sheet, comment

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (8),Doubling (9),Current Score
,,,,,Manual Posting,,(read only)
    Points Possible,,,,,10,12,(read only)
"Lovelace, Ada",11,S1,ada,LLM,3,,90
"=HYPERLINK(""http://x""), Eve",12,S2,@eve,LLM,4,2,80
"Doe, Sam",13,S3,sam1,LLM,,,70
"Doe, Sam",14,S4,sam2,LLM,,1,60
"Student, Test",99,,,LLM,,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,\
Last modified (grade),Feedback comments
Participant 71,Ada Lovelace,ada@x.org,Submitted,,"6,00",Yes,-,
Participant 72,+Eve,eve@x.org,Submitted,1.00,"6,00",No,-,kept
Participant 73,Sam Doe,sam@x.org,Submitted,,"6,00",Yes,-,
"""


def score(student: str, points: float, remarks: str = "") -> Score:
    by_test = {"double-one": 1.0, "double-many": 0.0, "halve-two": points - 1}
    return Score(student, "doubling", points, 6.0, by_test, remarks)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_canvas_gets_its_own_rows_and_the_filled_column(
    tmp_path: Path, doubling: Assignment
) -> None:
    (tmp_path / "gradebook.csv").write_text(CANVAS, encoding="utf-8-sig")
    graded = [score("ada", 3), score("sam1", 2.5), score("eve-12", 1), score("nobody", 6)]
    sheet = canvas_sheet(tmp_path / "gradebook.csv", [Grades(doubling, graded)])
    sheet.write(tmp_path / "import.csv")
    assert rows(tmp_path / "import.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Doubling (9)"],
        ["", "", "", "", "", ""],
        ["    Points Possible", "", "", "", "", "12"],
        ["Lovelace, Ada", "11", "S1", "ada", "LLM", "3"],
        ['\'=HYPERLINK("http://x"), Eve', "12", "S2", "'@eve", "LLM", "2"],
        ["Doe, Sam", "13", "S3", "sam1", "LLM", "2.5"],
        ["Doe, Sam", "14", "S4", "sam2", "LLM", "1"],
        ["Student, Test", "99", "", "", "LLM", ""],
    ]
    assert sheet.filled == 2
    assert any("nobody" in remark for remark in sheet.remarks)
    assert any("eve-12" in remark for remark in sheet.remarks)
    assert any("12 points" in remark and "--scale" in remark for remark in sheet.remarks)


def test_names_as_collected_find_their_rows(tmp_path: Path, doubling: Assignment) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(CANVAS)
    graded = [score("lovelaceada-11", 3), score("doesam-14", 2)]
    sheet = canvas_sheet(path, [Grades(doubling, graded)], scale=True)
    assert [row[-1] for row in sheet.rows[1:]] == ["12", 6.0, "2", "", 4.0, ""]
    assert sheet.remarks == []
    both = canvas_sheet(path, [Grades(doubling, [score("ada", 3), score("11", 4)])], scale=True)
    assert any("the same row as ada" in remark for remark in both.remarks)
    twins = canvas_sheet(path, [Grades(doubling, [score("doesam", 3)])], scale=True)
    assert any("more than once" in remark for remark in twins.remarks)


def test_a_roster_finds_who_has_another_name_in_the_course(
    tmp_path: Path, doubling: Assignment
) -> None:
    (tmp_path / "gradebook.csv").write_text(CANVAS)
    (tmp_path / "roster.csv").write_text("student;login;note\ncountess;ada;x\n")
    roster = Roster.read(tmp_path / "roster.csv")
    graded = Grades(doubling, [score("countess", 3)], roster)
    sheet = canvas_sheet(tmp_path / "gradebook.csv", [graded], scale=True)
    assert sheet.rows[2][-1] == 6.0


def test_a_column_of_another_name_must_be_named(tmp_path: Path, doubling: Assignment) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(CANVAS)
    grades = [Grades(doubling, [score("ada", 3)])]
    assert canvas_sheet(path, grades, "essay (8)").header[-1] == "Essay (8)"
    with pytest.raises(UsageError, match="no column is called 'Quiz'"):
        canvas_sheet(path, grades, "'Quiz'")
    path.write_text("Name,Grade\nAda,3\n")
    with pytest.raises(UsageError, match="not a gradebook that Canvas exported"):
        canvas_sheet(path, grades)


SPLIT = """\
LastName,FirstName,ID,SIS Login ID,Section,Doubling (9)
Points Possible,,,,,"1,000.00"
Lovelace,Ada,11,ada,LLM,EX
Hopper,Grace,12,grace,LLM,N/A
Curie,Marie,13,marie,LLM,2
Noether,Emmy,14,emmy,LLM,
"""


def test_canvas_with_names_in_two_columns_and_cells_that_are_no_grade(
    tmp_path: Path, doubling: Assignment
) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(SPLIT)
    graded = [
        score("lovelaceada-11", 3),
        score("grace", 6),
        score("13", 3),
        score("noetheremmy", 6),
    ]
    sheet = canvas_sheet(path, [Grades(doubling, graded)], scale=True)
    sheet.write(tmp_path / "import.csv")
    assert sheet.header[:3] == ["LastName", "FirstName", "ID"]
    assert [row[-1] for row in sheet.rows] == ["1,000.00", "EX", "N/A", 500.0, 1000.0]
    assert sorted(sheet.remarks) == [
        "grace, doubling: was not given this assignment; left so",
        "lovelaceada-11, doubling: is excused; left so",
    ]
    assert (tmp_path / "import.csv").read_bytes().startswith(b'"LastName"')
    assert Roster.read(path).find(["lovelaceada"]) == "ada"


def test_points_that_are_no_number_are_named(tmp_path: Path, doubling: Assignment) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(SPLIT.replace("1,000.00", "many"))
    sheet = canvas_sheet(path, [Grades(doubling, [score("marie", 3)])], scale=True)
    assert sheet.remarks == ["doubling: its points, 'many', are no number; nothing is converted"]


def test_an_assignment_that_canvas_does_not_have_is_left_out(
    tmp_path: Path, doubling: Assignment
) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(CANVAS)
    other = dataclasses.replace(doubling, slug="halving", title="Halving")
    classes = [Grades(other, []), Grades(doubling, [score("ada", 3)])]
    sheet = canvas_sheet(path, classes, scale=True)
    assert sheet.header[-1] == "Doubling (9)"
    assert sheet.notes == ["not in the table, left out: halving"]
    assert sheet.remarks == []
    with pytest.raises(UsageError, match="no column is called as any of the assignments"):
        canvas_sheet(path, [Grades(other, []), Grades(other, [])])


def test_moodles_feedback_needs_no_names(tmp_path: Path, doubling: Assignment) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text("Identifier,Status,Grade\nParticipant 71,Submitted,\n")
    sheet = Sheet([])
    folders = moodle_folders(path, Grades(doubling, [score("participant_71", 3)]), sheet)
    assert folders == {"participant_71": "Participant_71_assignsubmission_file_"}
    assert sheet.remarks == []


def test_nothing_hidden_is_in_a_table(tmp_path: Path) -> None:
    write_rows(tmp_path / "x.csv", [["a\x1b[31m", "b\u202ec", "d\udcff"]])
    assert rows(tmp_path / "x.csv") == [["a�[31m", "b�c", "d�"]]


def test_moodle_gets_its_worksheet_back(tmp_path: Path, doubling: Assignment) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text(MOODLE)
    graded = [score("ada_lovelace", 3, "<b>late</b>"), score("eve@x.org", 2), score("Max", 1)]
    sheet = moodle_worksheet(path, Grades(doubling, graded))
    sheet.write(tmp_path / "import.csv")
    written = rows(tmp_path / "import.csv")
    assert written[0] == MOODLE.splitlines()[0].split(",")
    assert written[1][4] == "3"
    assert "double-many" in written[1][-1]
    assert "&lt;b&gt;late&lt;/b&gt;" in written[1][-1]
    assert written[2][1] == "'+Eve"
    assert (written[2][4], written[2][-1]) == ("1.00", "kept")
    assert written[3][4] == ""
    assert sheet.filled == 1
    assert len(sheet.remarks) == 2


def test_moodles_own_import_needs_no_worksheet(doubling: Assignment) -> None:
    sheet = moodle_import([Grades(doubling, [score("ada@x.org", 3)])], "Email address")
    assert sheet.header == ["Email address", "Doubling", "Doubling feedback"]
    text = comment(doubling, score("ada@x.org", 3))
    assert sheet.rows == [["ada@x.org", 3, text]]
    assert text == "Double: 1 of 4 (look at double-many)<br>Halve: 2 of 2"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\n=x", " =1", "＝1", "=cmd|' /C calc'!A0"],
)
def test_no_text_is_a_formula_and_every_text_is_quoted(tmp_path: Path, text: str) -> None:
    write_rows(tmp_path / "x.csv", [[text, -3, 2.5, "-3.5", 'a "b", c']])
    raw = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    assert raw.startswith("\"'")
    assert raw.endswith(',-3,2.5,"-3.5","a ""b"", c"\r\n')
    [row] = rows(tmp_path / "x.csv")
    assert row == ["'" + text, "-3", "2.5", "-3.5", 'a "b", c']
