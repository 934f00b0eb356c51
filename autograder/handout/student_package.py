"""The wheel that students install: the course's library, and the few modules that notebooks need.

Only what those modules import comes along, found by reading their imports; no solution, no hidden
test and no bank is among it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENTRANCES = (
    "autograder.__main__",
    "autograder.commands.doctor",
    "autograder.commands.lab",
    "autograder.lab.validation",
    "autograder.testing",
)
EXTRAS = ("chapters", "lab")
DATA = ("*.js", "*.css", "*.json", "py.typed")
_PYPROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = {name}
version = {version}
description = {description}
requires-python = {python}
dependencies = {dependencies}

[project.optional-dependencies]
{extras}

[project.scripts]
llm-course-grader = "autograder.__main__:main"

[tool.setuptools.packages.find]
include = ["course_lib*", "autograder*"]

[tool.setuptools.package-data]
"*" = {data}
"""


def modules() -> list[Path]:
    """Files of the grader that come along: what students call, and all that it imports."""
    found: set[Path] = set()
    waiting = [_file_of(name) for name in ENTRANCES]
    while waiting:
        file = waiting.pop()
        if file is None or file in found:
            continue
        found.add(file)
        waiting += [_file_of(name) for name in _imported(file)]
        waiting += [ROOT / p / "__init__.py" for p in file.relative_to(ROOT).parents if p.name]
    return sorted(found)


def version_with(version: str, digest: str) -> str:
    """A version that names its content; the letter keeps a number's leading zeros from being cut.

    >>> version_with("0.1.0", "00122337aa")
    '0.1.0+c00122337'
    """
    return f"{version}+c{digest[:8]}"


def build_wheel(folder: Path) -> Path:
    """Put the wheel into a folder, unless it is there; wheels of other states go."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = {file.relative_to(ROOT): file.read_bytes() for file in _files()}
    state = hashlib.sha256(json.dumps(project, sort_keys=True).encode())
    for name, content in files.items():
        state.update(name.as_posix().encode() + b"\0" + content + b"\0")
    # With its content in the version, pip sees that a wheel is another one.
    version = version_with(project["version"], state.hexdigest())
    wheel = folder / f"{project['name'].replace('-', '_')}-{version}-py3-none-any.whl"
    if not wheel.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.whl"):
            old.unlink()
        with tempfile.TemporaryDirectory() as stage:
            _lay_out(Path(stage), files, _pyproject(project, version))
            _run_pip(Path(stage), folder)
    return wheel


def _files() -> list[Path]:
    library = sorted((ROOT / "course_lib").rglob("*.py"))
    rooms = [ROOT / "course_lib", ROOT / "autograder/lab"]
    data = [file for room in rooms for pattern in DATA for file in sorted(room.rglob(pattern))]
    return [*library, *modules(), ROOT / "autograder/py.typed", *data]


def _file_of(module: str) -> Path | None:
    place = ROOT.joinpath(*module.split("."))
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_file():
            return file
    return None


def _imported(file: Path) -> Iterator[str]:
    """Names of the grader's modules that a file imports, but for what only type checkers read."""
    waiting: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "autograder")


def _pyproject(project: dict, version: str) -> str:
    """Lists and texts of TOML are written as those of JSON are."""
    optional = project["optional-dependencies"]
    return _PYPROJECT.format(
        name=json.dumps(project["name"]),
        version=json.dumps(version),
        description=json.dumps(project["description"]),
        python=json.dumps(project["requires-python"]),
        dependencies=json.dumps(project["dependencies"]),
        extras="\n".join(f"{name} = {json.dumps(optional[name])}" for name in EXTRAS),
        data=json.dumps(["**/*"]),
    )


def _lay_out(stage: Path, files: dict[Path, bytes], pyproject: str) -> None:
    for name, content in files.items():
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(content)
    (stage / "pyproject.toml").write_text(pyproject, encoding="utf-8")


def _run_pip(stage: Path, folder: Path) -> None:
    made = stage / "made"
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(made), str(stage)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pip could not make the students' package:\n{done.stderr.strip()}")
    for wheel in made.glob("*.whl"):
        shutil.move(wheel, folder / wheel.name)
