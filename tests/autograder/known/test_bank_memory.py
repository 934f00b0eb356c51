"""A check judges what has changed since the last one, and a rotating eighth of the rest."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry, entries
from autograder.commands import Exit, whole_check
from autograder.course.folder import Course
from autograder.grading.pipeline import Outcome
from autograder.known import bank_memory, bank_validation
from autograder.known.bank_memory import BankMemory, drawn_sheets, seed_of_this_state
from autograder.known.graded_bank import FIXED


@pytest.fixture
def memory(tmp_path: Path, doubling: Assignment) -> BankMemory:
    """A memory in which the whole bank was judged well."""
    BankMemory(tmp_path / "bank.json").note(doubling, entries(doubling), set(), "commit")
    return BankMemory(tmp_path / "bank.json")


def changed(memory: BankMemory, assignment: Assignment) -> set[str]:
    return {entry.title for entry in memory.changed(assignment, entries(assignment))}


def of(assignment: Assignment, exercise: str) -> set[str]:
    return {entry.title for entry in entries(assignment) if entry.exercise == exercise}


def with_line(cell: str, line: str) -> Callable[[Assignment], None]:
    def edit(assignment: Assignment) -> None:
        [found] = [c for c in assignment.notebook.cells if c.metadata.get("id") == cell]
        found.source = f"{line}\n{found.source}"

    return edit


def test_what_was_judged_well_is_known(memory: BankMemory, doubling: Assignment) -> None:
    assert len(entries(doubling)) == 5
    assert changed(memory, doubling) == set()


def test_without_a_memory_nothing_has_changed(tmp_path: Path, doubling: Assignment) -> None:
    assert changed(BankMemory(tmp_path / "none.json"), doubling) == set()
    (tmp_path / "broken.json").write_text("[half")
    assert changed(BankMemory(tmp_path / "broken.json"), doubling) == set()


@pytest.mark.parametrize(
    ("cell", "line", "exercises"),
    [
        ("setup", "OTHER = 2", ["double", "halve"]),
        ("double", "import fractions", ["double", "halve"]),  # it runs before `halve` too
        ("double-many", "assert double(7) == 14", ["double"]),
        ("halve", "import fractions", ["halve"]),
        ("halve-two", "assert halve(4) == 2", ["halve"]),
    ],
)
def test_a_cell_makes_the_entries_new_that_run_with_it(
    memory: BankMemory, doubling: Assignment, cell: str, line: str, exercises: list[str]
) -> None:
    with_line(cell, line)(doubling)
    assert changed(memory, doubling) == set().union(*(of(doubling, e) for e in exercises))


@pytest.mark.parametrize(
    "edited", [{"source": "def double(x):\n    return 3"}, {"must_fail": ("double-one",)}]
)
def test_an_entry_that_is_edited_is_new(
    memory: BankMemory, doubling: Assignment, edited: dict
) -> None:
    own = [replace(e, **edited) if e.name == "squares" else e for e in entries(doubling)]
    assert [e.title for e in memory.changed(doubling, own)] == ["double wrong squares"]


def test_a_new_judge_makes_everything_new(
    memory: BankMemory, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank_memory, "judging_digest", lambda *_: "another judge")
    assert changed(memory, doubling) == of(doubling, "double") | of(doubling, "halve")


def test_what_was_misjudged_is_due_until_it_is_judged_well(
    memory: BankMemory, doubling: Assignment
) -> None:
    memory.note(doubling, entries(doubling), {"halve wrong floors"}, "commit")
    assert changed(memory, doubling) == {"halve wrong floors"}
    memory.note(doubling, entries(doubling), set(), "commit")
    assert changed(memory, doubling) == set()


def test_an_eighth_of_the_sheets_is_drawn_and_every_sheet_has_its_turn(
    doubling: Assignment,
) -> None:
    many = [Entry("double", "right", str(n), "", (), n) for n in range(1, 11)]
    draws = [drawn_sheets(doubling, many, f"commit {n}") for n in range(40)]
    assert {len(drawn) for drawn in draws} == {2}
    assert set().union(*draws) == set(range(1, 11))
    assert drawn_sheets(doubling, many, "commit 7") == draws[7]


def test_the_state_is_a_commit_or_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_memory, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    day = seed_of_this_state()
    assert len(day.split("-")) == 3


@pytest.fixture
def submitted(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Who is graded in each run of `check`; sandboxes, their verdicts and the pool are left out."""
    runs: list[set[str]] = []

    def here(
        due: list[tuple[Assignment, list[Entry]]], jobs: int, draws: int, seed: str
    ) -> Iterator[bank_validation.Trial]:
        for assignment, some in due:
            yield from bank_validation.trials(assignment, some, draws, seed)

    def graded(course: Course, options: object, chosen: list[Assignment]) -> Outcome:
        handed_in = set(course.students("doubling"))
        runs.append(handed_in & set(vars(options)["student"]))
        return Outcome([], [])

    monkeypatch.setattr(whole_check, "all_trials", here)
    monkeypatch.setattr(whole_check, "run_with_progress", graded)
    monkeypatch.setattr(whole_check.graded_bank, "judge", lambda *_: [])
    return runs


def test_check_runs_a_share_then_what_is_new_and_with_full_everything(
    doubling: Assignment,
    tmp_path: Path,
    submitted: list[set[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = [
        "check",
        "doubling",
        "--jobs",
        "1",
        "--seed",
        "this commit",
        "--course",
        str(tmp_path / "check"),
    ]
    assert main(command) == Exit.OK
    assert "15 verdicts, 3 draws of seed this commit" in capsys.readouterr().out
    assert submitted.pop() == {*FIXED, "sheet_003"}

    loaded = assignments.load("doubling")
    with_line("halve-two", "assert halve(4) == 2")(loaded)
    monkeypatch.setattr(assignments, "load", lambda slug: loaded)
    assert main(command) == Exit.OK
    said = capsys.readouterr().out
    assert "2 of them changed" in said
    assert "15 verdicts" not in said, "what is known is left to the draw"
    assert submitted.pop() == {*FIXED, "sheet_001", "sheet_002"}, "the same state draws no more"
    assert main([*command, "--seed", "the next commit"]) == Exit.OK
    assert "5 of 5" not in capsys.readouterr().out
    assert len(submitted.pop()) == len(FIXED) + 1
    assert main([*command, "--seed", "the next commit", "--draws", "2"]) == Exit.OK
    assert len(submitted.pop()) == len(FIXED) + 1, "who asks for draws gets them"

    assert main([*command, "--full"]) == Exit.OK
    assert "250 verdicts, 50 draws" in capsys.readouterr().out
    assert submitted.pop() == {*FIXED, "sheet_001", "sheet_002", "sheet_003"}


def test_an_entry_that_plain_processes_misjudge_is_told_and_stays_due(
    doubling: Assignment,
    tmp_path: Path,
    submitted: list[set[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    loaded = assignments.load("doubling")
    with_line("halve-two", "assert halve(8) == 5")(loaded)
    monkeypatch.setattr(assignments, "load", lambda slug: loaded)
    assert main(["check", "doubling", "--jobs", "1", "--course", str(tmp_path)]) == Exit.ATTENTION
    text = " ".join(capsys.readouterr().out.split())
    assert "halve right multiplies, draw 0 and 2 more: is right, but lost halve-two" in text
    assert "--exercise halve --draws 3 --seed" in text
    assert changed(BankMemory(tmp_path / ".bank.json"), loaded) == {"halve right multiplies"}


def test_other_processes_judge_as_this_one_does(doubling: Assignment) -> None:
    some = entries(doubling)
    here = list(bank_validation.trials(doubling, some, 2, "seed"))
    assert len(here) == 10
    assert list(bank_validation.all_trials([(doubling, some)], 1, 2, "seed")) == here
    assert list(bank_validation.quick_trials(doubling, some, 2, 2, "seed")) == here
