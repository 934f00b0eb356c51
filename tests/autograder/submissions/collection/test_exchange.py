"""nbgrader's exchange: who handed in in whose name, and under which secret feedback waits."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.folder import Course
from autograder.submissions.collection import owners
from autograder.submissions.collection.collect import Rules, collect
from autograder.submissions.collection.exchange_secrets import LONGEST, secrets_of
from autograder.submissions.collection.owners import somebody_else

ADA, BEN, GRADER = 2001, 2002, 2003
USERS = {"ada": ADA, "ben": BEN, "grader": GRADER}


@pytest.fixture(autouse=True)
def users(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ada and Ben are users of this machine, and another collects."""

    def by_name(name: str) -> SimpleNamespace:
        return SimpleNamespace(pw_uid=USERS[name])

    def by_number(number: int) -> SimpleNamespace:
        return SimpleNamespace(pw_name={v: k for k, v in USERS.items()}[number])

    monkeypatch.setattr(owners, "pwd", SimpleNamespace(getpwnam=by_name, getpwuid=by_number))
    monkeypatch.setattr(os, "geteuid", lambda: GRADER)


@pytest.fixture
def of(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Whose files are, by the folder of the exchange in which they lie."""
    found: dict[str, int] = {}
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        state = list(real(path))
        state[4] = found.get(path.parent.name, state[4])
        return os.stat_result(state)

    monkeypatch.setattr(Path, "lstat", lstat)
    return found


def hand_in(inbound: Path, name: str, content: bytes, secret: str = "") -> Path:
    place = inbound / name
    place.mkdir(parents=True)
    (place / "causal_masking.ipynb").write_bytes(content)
    if secret:
        (place / "submission_secret.txt").write_text(secret)
    return place


@pytest.mark.parametrize(
    ("owner", "student", "who"),
    [
        (ADA, "ada", ""),
        (BEN, "ada", "ben"),
        (4711, "ada", "number 4711"),
        (GRADER, "ada", ""),  # a copy that the collector made
        (BEN, "zoe", ""),  # of another machine's class
        (None, "ada", ""),
    ],
)
def test_whose_a_file_is(owner: int | None, student: str, who: str) -> None:
    assert somebody_else(owner, student) == who


def test_where_there_are_no_users_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owners, "pwd", None)
    assert somebody_else(BEN, "ada") == ""


def test_a_later_notebook_that_another_handed_in_does_not_count(
    tmp_path: Path, of: dict[str, int]
) -> None:
    inbound = tmp_path / "inbound"
    own = hand_in(inbound, "ada+causal_masking+2026-01-31 12:00:00 UTC+x", b"hers")
    forged = hand_in(inbound, "ada+causal_masking+2099-01-31 12:00:00 UTC+y", b"his")
    of |= {own.name: ADA, forged.name: BEN}
    course = Course.at(tmp_path / "course")
    collected = collect(course, [inbound], Rules(("causal_masking",)))
    assert course.notebook("submitted", "ada", "causal_masking").read_bytes() == b"hers"
    [left] = [left for left in collected.left if left.problem]
    assert left.reason == "it says that it is ada's, but user ben handed it in"


def test_feedback_waits_under_the_secret_of_what_was_graded(
    tmp_path: Path, of: dict[str, int]
) -> None:
    before = hand_in(tmp_path, "ada+causal_masking+1+x", b"first", "s1")
    graded = hand_in(tmp_path, "ada+causal_masking+2+x", b"second", "s2")
    copied = hand_in(tmp_path, "ada+causal_masking+3+x", b"second", "s3")
    other = hand_in(tmp_path, "ada+causal_masking_2+4+x", b"second", "s4")
    of |= {before.name: ADA, graded.name: ADA, copied.name: BEN, other.name: ADA}
    found = list(secrets_of(tmp_path, "ada", "causal_masking", b"second"))
    assert found == [("s2", "causal_masking")]


def test_secrets_that_are_none_are_passed_over(tmp_path: Path) -> None:
    linked = hand_in(tmp_path, "ada+causal_masking+1+x", b"work")
    (linked / "submission_secret.txt").symlink_to("/etc/hostname")
    hand_in(tmp_path, "ada+causal_masking+2+x", b"work", "s" * (LONGEST + 1))
    hand_in(tmp_path, "ada+causal_masking+3+x", b"work")
    assert list(secrets_of(tmp_path, "ada", "causal_masking", b"work")) == []
