"""nbgrader's exchange: who handed in in whose name, and under which secret feedback waits."""

import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.base.errors import UsageError
from autograder.course.folder import Course
from autograder.submissions.collection import owners, sources
from autograder.submissions.collection.collect import Rules, collect
from autograder.submissions.collection.exchange_secrets import LONGEST, secrets_of
from autograder.submissions.collection.owners import somebody_else
from autograder.submissions.collection.sources import RefusedError, opened

ADA, BEN, GRADER = 2001, 2002, 2003
SLUGS = ("causal_masking",)
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
    """Whose a folder of the exchange is, and all that lies in it, by its name."""
    found: dict[str, int] = {}
    lstat, fstat = Path.lstat, os.fstat

    def owned(state: os.stat_result, path: Path) -> os.stat_result:
        owner = found.get(path.name, found.get(path.parent.name, state.st_uid))
        return os.stat_result([*state[:4], owner, *state[5:]])

    monkeypatch.setattr(Path, "lstat", lambda path: owned(lstat(path), path))
    monkeypatch.setattr(
        os, "fstat", lambda file: owned(fstat(file), Path(f"/proc/self/fd/{file}").readlink())
    )
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
        (BEN, "_ada", "ben"),  # the gradebook would call it ada
        (None, "ada", ""),
    ],
)
def test_whose_a_file_is(owner: int | None, student: str, who: str) -> None:
    assert somebody_else(owner, student) == who


@pytest.mark.parametrize("name", ["_ada", "ada.", " ada", "zoe", "\0", "Ben"])
def test_a_member_hands_in_under_no_other_name(name: str) -> None:
    assert somebody_else(BEN, name, {"ada", "ben"}) == "ben"


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
    collected = collect(course, [inbound], Rules(SLUGS))
    assert course.notebook("submitted", "ada", "causal_masking").read_bytes() == b"hers"
    [left] = [left for left in collected.left if left.problem]
    assert left.reason == "it says that it is ada's, but user ben handed it in"


@pytest.mark.parametrize(
    "place",
    [
        "ada",
        "ada/causal_masking",
        "ada_123_assignsubmission_file_",
        "a+b+c",
        "ada_1_2_causal_masking",
    ],
)
def test_in_an_exchange_no_other_servers_name_says_whose_a_file_is(
    tmp_path: Path, of: dict[str, int], place: str
) -> None:
    """Ben makes a folder as other servers make them for Ada, who has not handed in."""
    (tmp_path / "outbound").mkdir()
    inbound = tmp_path / "inbound"
    hand_in(inbound, place, b"his")
    of |= dict.fromkeys(place.split("/"), BEN)
    course = Course.at(tmp_path / "course")
    for source in (inbound, tmp_path):
        collected = collect(course, [source], Rules(SLUGS))
        assert not collected.taken
        assert [left.reason for left in collected.left] == [
            "its name is none that nbgrader's exchange gives"
        ]


def test_what_becomes_another_file_while_it_is_collected_is_not_read(
    tmp_path: Path, of: dict[str, int]
) -> None:
    """Between the look and the reading Ben puts a link to Ada's work in place of his folder."""
    place = hand_in(tmp_path / "inbound", "ben+causal_masking+2026-01-31 12:00:00 UTC+x", b"his")
    hers = hand_in(tmp_path, "submitted", b"hers")
    of[place.name] = BEN
    with opened(place.parent) as files:
        [found] = files
        place.rename(place.with_name("away"))
        place.symlink_to(hers)
        with pytest.raises(RefusedError, match="it was replaced while it was collected"):
            found.read()


def test_a_file_and_the_folder_around_it_are_one_users(
    tmp_path: Path, of: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is seen that a folder became a link to the collector's own while it was walked."""
    place = hand_in(tmp_path / "inbound", "ben+causal_masking+2026-01-31 12:00:00 UTC+x", b"his")
    of[place.name] = BEN
    (inside := place / "inside").mkdir()
    (place / "causal_masking.ipynb").rename(inside / "causal_masking.ipynb")
    of["inside"] = GRADER
    collected = collect(Course.at(tmp_path / "course"), [tmp_path / "inbound"], Rules(SLUGS))
    assert [left.reason for left in collected.left] == [
        "it and the folder around it are not one user's"
    ]


def test_one_who_hands_in_too_many_files_keeps_nobody_else_from_being_collected(
    tmp_path: Path, of: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_FILES", 3)
    inbound, course = tmp_path / "inbound", Course.at(tmp_path / "course")
    for number in range(5):
        of[hand_in(inbound, f"ada+junk+2026-01-31 12:00:0{number} UTC+x", b"").name] = ADA
    of[hand_in(inbound, "ben+causal_masking+2026-01-31 12:00:00 UTC+x", b"his").name] = BEN
    collected = collect(course, [inbound], Rules(SLUGS))
    assert [taken.student for taken in collected.taken] == ["ben"]
    reasons = [left.reason for left in collected.left]
    assert sum("more than 3 files" in reason for reason in reasons) == 1
    of.clear()
    monkeypatch.setattr(os, "geteuid", lambda: inbound.stat().st_uid)
    with pytest.raises(UsageError, match="holds more than 3 files"):
        collect(course, [inbound], Rules(SLUGS))


def test_a_time_that_the_system_does_not_confirm_is_doubted(
    tmp_path: Path, of: dict[str, int]
) -> None:
    inbound, now = tmp_path / "inbound", f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    of[hand_in(inbound, f"ada+causal_masking+{now}+x", b"hers").name] = ADA
    of[hand_in(inbound, "ben+causal_masking+2026-01-31 12:00:00 UTC+x", b"his").name] = BEN
    collected = collect(Course.at(tmp_path / "course"), [inbound], Rules(SLUGS))
    doubts = {taken.student: taken.doubt for taken in collected.taken}
    assert doubts["ada"] == ""
    assert doubts["ben"].startswith("by its name it was handed in at 2026-01-31 12:00 UTC, but")


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
