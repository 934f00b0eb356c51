"""A test that hangs is named and fails; it holds up neither the others nor the run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HANGING = """
import time

def test_before(): pass

def test_endless():
    while True:
        time.sleep(1)

def test_after(): pass
"""


def test_a_test_that_hangs_fails_and_the_others_run(tmp_path: Path) -> None:
    (tmp_path / "test_hanging.py").write_text(HANGING)
    ours = ["-c", str(ROOT / "pyproject.toml"), "-o", "faulthandler_timeout=2"]
    command = [sys.executable, "-m", "pytest", *ours, "--numprocesses", "1", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    assert "crashed while running 'test_hanging.py::test_endless'" in run.stdout
    assert "1 failed, 2 passed" in run.stdout
    assert "line 8 in test_endless" in run.stderr
