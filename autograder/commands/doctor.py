"""For students: is this notebook fit to be handed in?

Finds missing, doubled, moved and changed cells, a file that cannot be read, cells that were not run
from the top or take too long, and a kernel of another language. Nothing is run, and nothing but
the released notebook is needed.
"""

from __future__ import annotations

import argparse
import json
import shlex
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.notebook_json import UnreadableError
from autograder.base.whole_files import write_whole
from autograder.commands import Exit
from autograder.commands.console import console, say
from autograder.lab.work import RELEASED
from autograder.submissions.doctor.diagnosis import Finding, diagnose
from autograder.submissions.doctor.notebook_file import NotebookFile, read, read_release
from autograder.submissions.doctor.repair import repaired

EXAMPLES = """\
  {prog} causal_masking.ipynb
  {prog} causal_masking.ipynb --release downloads/causal_masking.ipynb
  {prog} causal_masking.ipynb --repair downloads/causal_masking.ipynb
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which notebook, and which copy of the release."""
    parser.add_argument("file", type=Path, help="your notebook", metavar="FILE")
    parser.add_argument(
        "--release", type=Path, help="the notebook as it was released, or its folder"
    )
    parser.add_argument(
        "--repair",
        type=Path,
        help="write a repaired copy of FILE, made from this released notebook",
        metavar="RELEASE",
    )
    parser.add_argument(
        "--output", type=Path, help="the repaired copy (FILE's name with -repaired)", metavar="FILE"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the output if it is there")


def run(options: argparse.Namespace) -> int:
    """Diagnose, and repair if asked to."""
    file: Path = options.file
    release = _release(file, options.repair or options.release)
    try:
        notebook = read(file)
    except UnreadableError as error:
        _print(
            [Finding(f"{error} If it cannot be mended, keep it, and start from the released one.")]
        )
        return Exit.ATTENTION
    findings = diagnose(notebook, release)
    _print(findings)
    problems = any(finding.problem for finding in findings)
    if not problems:
        say(f"{file.name} is fit to be handed in.")
    repairable = any(finding.repairable for finding in findings)
    if release is None or options.repair is None:
        if repairable:
            it = shlex.quote(str(release.path)) if release else "RELEASE, the released notebook,"
            say(f"--repair {it} writes a sound copy with your work in it.")
        return Exit.ATTENTION if problems else Exit.OK
    if not repairable:
        say("There is nothing that a repair could put right.")
        return Exit.ATTENTION if problems else Exit.OK
    output = options.output or file.with_name(f"{file.stem}-repaired.ipynb")
    _write(output, repaired(notebook, release), release.path, options.force)
    say(f"repaired copy: {output}\nOpen it, run all cells, and hand it in as {release.path.name}.")
    return Exit.OK


def _release(file: Path, path: Path | None) -> NotebookFile | None:
    path = path or _kept(file)
    if path is None:
        return None
    release = read_release(path, file.name)
    if file.exists() and release.path.samefile(file):
        raise UsageError(f"{path} is the notebook itself; give the copy that was released")
    return release


def _kept(file: Path) -> Path | None:
    """What was handed out, where `lab` keeps it: of that name, else of the same exercises."""
    folder = file.parent / RELEASED
    if (folder / file.name).is_file():
        return folder / file.name
    try:
        own = _exercises(read(file)) if folder.is_dir() else set()
    except UnreadableError:
        return None
    kept = sorted(folder.glob("*.ipynb"))
    return next((path for path in kept if own & _exercises(read(path))), None)


def _exercises(notebook: NotebookFile) -> set[str]:
    return {grade_id for grade_id, cell in notebook.marked.items() if cell.is_solution}


def _write(output: Path, content: dict[str, object], release: Path, force: bool) -> None:
    if output.exists() and not force:
        raise UsageError(
            f"{output} is there already; --force overwrites it, --output names another"
        )
    if output.exists() and output.samefile(release):
        raise UsageError(f"{output} is the released notebook; keep it")
    write_whole(output, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _print(findings: list[Finding]) -> None:
    for finding in sorted(findings, key=lambda finding: not finding.problem):
        sign, style = ("✗", "bold red") if finding.problem else ("·", "dim")
        console.print(sign, style=style, end=" ")
        console.print(finding.message, markup=False, highlight=False)
