"""Whose doing a death is: told from the supervisor's last words, and from whether it repeats."""

import socket

import pytest

from autograder.grading.judge import deaths
from autograder.grading.judge.deaths import Deaths, KernelAccident, KernelFault, LastWords
from autograder.sandbox.inside.supervision import KILLED


def reason(text: bytes, seen: Deaths | None = None) -> str:
    ours, theirs = socket.socketpair()
    theirs.sendall(text)
    theirs.close()
    with ours:
        return LastWords(ours).reason(seen or Deaths())


def test_what_the_supervisor_says_is_the_students() -> None:
    assert reason(b"it crashed (SIGSEGV)") == "it crashed (SIGSEGV)"


@pytest.mark.parametrize("text", [b"", b"!OSError: no more processes"])
def test_a_supervisor_that_died_or_failed_is_a_fault_of_ours(text: bytes) -> None:
    with pytest.raises(KernelFault) as caught:
        reason(text)
    assert not isinstance(caught.value, Exception), "a test would take it for the student's error"


def test_only_a_killing_that_repeats_in_the_same_cell_is_the_students() -> None:
    seen = Deaths()
    for cell in (3, 5):
        seen.cell = cell
        with pytest.raises(KernelAccident):
            reason(KILLED.encode(), seen)
    assert reason(KILLED.encode(), seen) == KILLED


def test_a_student_who_is_killed_everywhere_is_not_graded_for_ever() -> None:
    seen = Deaths()
    accidents = []
    for seen.cell in range(10):
        accidents.append(seen.is_accident())
    assert sum(accidents) == deaths.MOST_ACCIDENTS


def test_a_kernel_that_cuts_its_line_and_lives_on_is_the_students(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deaths, "SECONDS_TO_SPEAK", 0.1)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert "cut its connection" in LastWords(ours).reason(Deaths())
