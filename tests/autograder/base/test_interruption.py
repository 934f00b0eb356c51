"""A signal ends a command in one line, with the exit code that shells expect."""

import os
import signal

import pytest

from autograder import __main__
from autograder.base.errors import GraderFault
from autograder.base.interruption import Interrupted, interruptible
from autograder.commands import grade


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_unwinds_once(number: signal.Signals) -> None:
    before = signal.getsignal(number)
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
    assert signal.getsignal(number) is before


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
