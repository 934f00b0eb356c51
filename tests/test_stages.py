"""Where the time of `make test` went is said in any case, and no step is made twice."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

STAGES = Path(__file__).parent / "stages.py"
MAKEFILE = """\
.PHONY: base quick slow waiting broken
base:
	@echo base is made
quick slow: base
	@echo $@ begins; sleep 0.2; touch $@_was; echo $@ ends
waiting: base
	@echo waits for company
	@for i in $$(seq 30); do test -f quick_was && echo company came && break; sleep 0.1; done; true
broken:
	@echo it breaks; exit 3
"""


def stages(folder: Path, *steps: str) -> tuple[int, str]:
    """The exit code and the output of these steps."""
    (folder / "Makefile").write_text(MAKEFILE)
    command = [sys.executable, str(STAGES), "make", *steps]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout


def table(text: str) -> dict[str, str]:
    """The table at the end: what became of each target, `all` the last."""
    rows = text.split("==> Where the time went\n")[1].splitlines()
    found = [re.fullmatch(r" +(\S+) +[\d.]+ s *(\w*)", row) for row in rows]
    return {match[1]: match[2] for match in found if match}


def test_each_step_has_its_time_and_nothing_is_made_twice(tmp_path: Path) -> None:
    code, text = stages(tmp_path, "base", "quick", "slow")
    assert code == 0
    assert text.count("base is made") == 1
    assert table(text) == {"base": "", "quick": "", "slow": "", "all": ""}


def test_what_is_made_at_the_same_time_keeps_its_output_together(tmp_path: Path) -> None:
    code, text = stages(tmp_path, "base", "quick+slow")
    assert code == 0
    assert "quick begins\nquick ends\n" in text
    assert "slow begins\nslow ends\n" in text


@pytest.mark.parametrize(("awaited", "in_time"), [("waits for", True), ("never said", False)])
def test_one_begins_when_another_has_said_so_or_is_done(
    tmp_path: Path, awaited: str, in_time: bool
) -> None:
    code, text = stages(tmp_path, "base", f"waiting+quick@{awaited}")
    assert code == 0
    assert ("company came" in text) == in_time
    assert table(text) == {"base": "", "waiting": "", "quick": "", "all": ""}


@pytest.mark.parametrize("step", ["broken", "broken+quick"])
def test_a_step_that_fails_is_the_last_and_the_table_comes_all_the_same(
    tmp_path: Path, step: str
) -> None:
    code, text = stages(tmp_path, "base", step, "slow")
    assert code == 2  # make's own, for any recipe that fails
    assert "it breaks" in text
    assert "slow" not in table(text)
    assert table(text)["broken"] == "failed"
