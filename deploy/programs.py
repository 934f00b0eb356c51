"""What everybody's notebooks run with: made from the course's own environment, without a network.

The packages are those of ``.venv``, at the same versions, as hard links where the file system
allows. In place of the course's own code is the wheel that students receive, in which no solution
and no hidden test is; what the instructor grades with lies apart, closed to all others.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.whole_files import write_whole
from autograder.handout.student_package import ROOT, build_wheel
from deploy.layout import Layout

OWN = ("how_llms_work*", "__editable__*how_llms_work*")
GRADER = ("autograder", "course_lib", "_toc.yml", "pyproject.toml", "constraints.txt", "LICENSE")
_WRITTEN_BY_PROGRAMS = shutil.ignore_patterns("__pycache__")


def prepare(layout: Layout, say: Callable[[str], None]) -> None:
    """Make the programs, unless they are there and as this repository is now."""
    ready, state = layout.programs / "ready", _state()
    if ready.is_file() and ready.read_text(encoding="utf-8") == state:
        return
    say(f"Making everybody's Python and packages, in {layout.programs}")
    mark = layout.programs / "made-by-class-in-a-box"
    if layout.programs.is_dir() and any(layout.programs.iterdir()) and not mark.is_file():
        raise UsageError(f"--programs {layout.programs}: this folder holds something else")
    layout.programs.mkdir(parents=True, exist_ok=True)
    mark.touch()
    ready.unlink(missing_ok=True)
    for folder in (layout.python.parents[1], layout.programs / "wheel", layout.grader):
        shutil.rmtree(folder, ignore_errors=True)  # nothing but what can be made again
    _make_environment(layout)
    _install_wheel(layout)
    _make_grader(layout)
    write_whole(ready, state)


def _state() -> str:
    """A digest of all that the programs are made from."""
    digest = hashlib.sha256(json.dumps([sys.version, sys.prefix]).encode())
    installed = distributions(path=[sysconfig.get_path("purelib")])  # imports lengthen `sys.path`
    digest.update(repr(sorted((it.name, it.version) for it in installed)).encode())
    for file in sorted(_sources()):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield Path(__file__)
    for name in GRADER:
        place = ROOT / name
        files = place.rglob("*") if place.is_dir() else [place]
        yield from (it for it in files if it.is_file() and "__pycache__" not in it.parts)


def _make_environment(layout: Layout) -> None:
    target, old = layout.python.parents[1], Path(sys.prefix)
    make = [python_for_everybody(), "-m", "venv", "--without-pip", str(target)]
    done = subprocess.run(make, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(f"Python could not make an environment: {done.stderr.strip()}")
    packages = Path(sysconfig.get_path("purelib")).relative_to(old)
    leave = shutil.ignore_patterns(*OWN)
    for folder in (packages, Path("share"), Path("etc")):
        if (old / folder).is_dir():
            link_tree(old / folder, target / folder, leave)
    for program in sorted((old / "bin").iterdir()):
        if program.is_file() and not program.is_symlink():
            _bring_program(program, target / "bin" / program.name, str(old), str(target))


def python_for_everybody() -> str:
    """A Python of this version that every user of this machine can run."""
    version = "python{}.{}".format(*sys.version_info[:2])
    own = Path(sys.executable).resolve()
    for candidate in (own, Path("/usr/bin", version), Path("/usr/local/bin", version)):
        if candidate.is_file() and open_to_all(candidate.resolve()):
            return str(candidate)
    raise UsageError(
        f"{own} cannot be run by students, for it lies in a folder closed to others, and there is "
        f"no /usr/bin/{version}: set the course up with a Python that all can run, such as "
        "`make PYTHON=/usr/bin/python3 …` in a fresh clone"
    )


def open_to_all(path: Path) -> bool:
    """Whether every user may read a file and pass through all folders above it."""
    passable = all(above.stat().st_mode & 0o001 for above in path.parents)
    return passable and bool(path.stat().st_mode & 0o004)


def link_tree(
    source: Path, target: Path, leave: Callable[[str, list[str]], set[str]] | None = None
) -> None:
    """Make the same tree elsewhere: of hard links, or of copies on another file system."""
    shutil.copytree(
        source, target, symlinks=True, ignore=leave, copy_function=_link, dirs_exist_ok=True
    )


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _bring_program(source: Path, target: Path, old: str, new: str) -> None:
    """Programs of Python name the environment that they are from; others come as they are."""
    if target.exists():
        return
    content = source.read_bytes()
    if content.startswith(b"#!") and old.encode() in content:
        target.write_bytes(content.replace(old.encode(), new.encode()))
        target.chmod(0o755)
    else:
        _link(str(source), str(target))


def _install_wheel(layout: Layout) -> None:
    wheel = build_wheel(layout.programs / "wheel")
    options = ["--quiet", "--no-deps", "--no-index", "--no-warn-script-location"]
    command = [sys.executable, "-m", "pip", "--python", str(layout.python), "install", *options]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(f"the students' package could not be installed: {done.stderr.strip()}")


def _make_grader(layout: Layout) -> None:
    layout.grader.mkdir(mode=0o700)
    for name in GRADER:
        source, target = ROOT / name, layout.grader / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=_WRITTEN_BY_PROGRAMS)
        else:
            shutil.copyfile(source, target)
    # students and instructor cannot write here: what is not compiled now would be at each start
    compile_ = [str(layout.python), "-m", "compileall", "-q", "-j", "0", str(layout.grader)]
    subprocess.run(compile_, stdout=subprocess.DEVNULL, check=False)
    for path in layout.grader.rglob("*"):  # whatever the repository's own permissions are
        path.chmod(0o755 if path.is_dir() else 0o644)
