"""A signal ends a command in one line, with the exit code that shells expect."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from autograder import __main__
from autograder.base.errors import GraderFault
from autograder.base.interruption import Interrupted, interruptible
from autograder.commands import grade

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture
def own_handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.usefixtures("own_handlers")
def test_a_signal_unwinds_once(number: signal.Signals) -> None:
    put_away = []

    def work() -> None:
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)  # impatience
            put_away.append("all")

    with pytest.raises(Interrupted) as caught, interruptible():
        work()
    assert caught.value.exit_code == 128 + number
    assert put_away == ["all"]
    assert signal.getsignal(number) is signal.SIG_IGN


def test_without_a_signal_the_handlers_are_put_back() -> None:
    before = [signal.getsignal(number) for number in ENDING]
    with interruptible():
        assert [signal.getsignal(number) for number in ENDING] != before
    with pytest.raises(GraderFault), interruptible():
        raise GraderFault("no room")
    assert [signal.getsignal(number) for number in ENDING] == before


LATE = """
import atexit, os, sys
from autograder.base.interruption import Interrupted, interruptible
atexit.register(os.kill, os.getpid(), {number})
try:
    with interruptible():
        os.kill(os.getpid(), {number})
except Interrupted as interrupted:
    os.kill(os.getpid(), {number})
    sys.exit(interrupted.exit_code)
"""


@pytest.mark.parametrize("number", ENDING)
def test_a_late_second_signal_leaves_the_exit_code(number: signal.Signals) -> None:
    program = LATE.format(number=int(number))
    assert subprocess.run([sys.executable, "-c", program]).returncode == 128 + number


@pytest.mark.parametrize(
    ("error", "code"), [(Interrupted(signal.SIGINT), 130), (GraderFault("stopped: no room"), 3)]
)
def test_a_command_ends_in_one_line(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    def run(options: object) -> int:
        raise error

    monkeypatch.setattr(grade, "run", run)
    assert __main__.main(["grade"]) == code
    said = capsys.readouterr()
    assert len((said.out + said.err).strip().splitlines()) == 1
    assert "stopped" in said.out + said.err
