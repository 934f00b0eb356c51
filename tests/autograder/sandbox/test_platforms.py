"""Everything but grading works where there is no sandbox: macOS and Windows, simulated.

What our own modules import while a command starts, and the calls that Linux alone has, are taken
away; other people's packages keep theirs.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ELSEWHERE = """
import builtins, ctypes, os, signal, socket, sys
import autograder.base.quick_start
system, *arguments = sys.argv[1:]
plain, missing = builtins.__import__, {"fcntl", "pwd", "grp", "resource", "termios"}
def imported(name, globals=None, locals=None, fromlist=(), level=0):
    if name in missing and (globals or {}).get("__name__", "").startswith("autograder"):
        raise ModuleNotFoundError(f"No module named {name!r}")
    return plain(name, globals, locals, fromlist, level)
library = ctypes.CDLL
def opened(name, *others, **options):
    if name is None:
        raise TypeError("Windows has no library without a name")
    return library(name, *others, **options)
from autograder.__main__ import main
from autograder.commands import NAMES
import filelock, importlib, jupytext, nbgrader.apps, nbgrader.api, torch
builtins.__import__, ctypes.CDLL = imported, opened
for holder, names in (
    (os, "getuid setresuid setresgid setgroups pidfd_open O_NOFOLLOW mkfifo"),
    (signal, "SIGALRM SIGXFSZ setitimer pidfd_send_signal"),
    (socket, "SOCK_SEQPACKET send_fds recv_fds"),
):
    for name in names.split():
        delattr(holder, name)
for name in NAMES:
    importlib.import_module(f"autograder.commands.{name}")
sys.platform = system
sys.exit(main(arguments))
"""


def run(system: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE, system, *arguments],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.parametrize(("system", "name"), [("darwin", "macOS"), ("win32", "Windows")])
def test_grading_says_at_once_what_it_needs(system: str, name: str, tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "submitted" / "ada" / "causal_masking").mkdir(parents=True)
    done = run(system, "grade", "causal_masking", "--course", str(course))
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 2, said
    assert f"which Linux has and {name} has not" in said
    assert "--executor stock" in said
    assert "WSL" in said


@pytest.mark.parametrize("arguments", [("doctor", "--help"), ("export", "--help")])
def test_other_commands_start(arguments: tuple[str, ...]) -> None:
    done = run("win32", *arguments)
    assert done.returncode == 0, done.stderr


def test_a_folder_is_collected_and_a_grade_sheet_is_missed(tmp_path: Path) -> None:
    (tmp_path / "from" / "ada").mkdir(parents=True)
    (tmp_path / "from" / "ada" / "causal_masking.ipynb").write_text("{}")
    done = run("darwin", "collect", str(tmp_path / "from"), "--course", str(tmp_path / "course"))
    assert "Traceback" not in done.stderr, done.stderr
    assert (tmp_path / "course/submitted/ada/causal_masking/causal_masking.ipynb").is_file()
