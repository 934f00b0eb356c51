"""The course library as students may import it while they are graded: without the answers.

Where a module of `course_lib` defines a name that the exercise asks for, that function keeps its
signature and loses its body: the reference code is not in the sandbox at all.
"""

from __future__ import annotations

import ast
import importlib.util
import shutil
from collections.abc import Collection
from pathlib import Path

_OWN = ("__init__.py", "sandbox/__init__.py", "sandbox/inside", "sandbox/wire", "testing")
_SKIPPED = shutil.ignore_patterns("__pycache__")


def write_own(folder: Path) -> None:
    """Copy our own part of what the sandbox needs into `folder`."""
    autograder = _package("autograder")
    for name in _OWN:
        source, target = autograder / name, folder / "autograder" / name
        target.parent.mkdir(exist_ok=True, parents=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=_SKIPPED)
        else:
            shutil.copy(source, target)
    _open_to_all(folder)


def write_course_library(folder: Path, withheld: Collection[str], needed: str) -> set[str]:
    """Copy the course's library into `folder`, without the code of the `withheld` names.

    `needed` is the source of the locked set-up cells: what they import by name stays whole.
    Returns what was left out, by its dotted name.
    """
    shutil.copytree(_package("course_lib"), folder / "course_lib", ignore=_SKIPPED)
    answers, left_out = set(withheld) - _imported_names(needed), set()
    for path in (folder / "course_lib").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(name in text for name in answers):
            continue  # parsing takes longer than this look
        if found := answers & _defined_names(text):
            path.write_text(without_answers(text, found), encoding="utf-8")
            module = ".".join(path.relative_to(folder).with_suffix("").parts)
            left_out |= {f"{module}.{name}" for name in found}
    _open_to_all(folder)
    return left_out


def without_answers(text: str, withheld: Collection[str]) -> str:
    """Take the bodies of the withheld functions out of a module, and of helpers only they use.

    >>> print(without_answers("def f(x):\\n    return x", ["f"]))
    def f(x):
        raise RuntimeError('f: the exercise asks for this, so it is not at hand here')
    """
    tree = ast.parse(text)
    gone = [node for node in tree.body if getattr(node, "name", "") in withheld]
    if not gone:
        return text
    read_elsewhere = {
        inner.id
        for node in tree.body
        if node not in gone
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name)
    }
    helpers = [n for n in tree.body if getattr(n, "name", "").startswith("_")]
    gone += [node for node in helpers if getattr(node, "name", "") not in read_elsewhere]
    for node in gone:
        _empty(node)
    return ast.unparse(tree)


def _empty(node: ast.stmt) -> None:
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            text = f"{inner.name}: the exercise asks for this, so it is not at hand here"
            inner.body = ast.parse(f"raise RuntimeError({text!r})").body


def _defined_names(text: str) -> set[str]:
    return {getattr(node, "name", "") for node in ast.parse(text).body}


def _imported_names(source: str) -> set[str]:
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return set()
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom)]
    return {alias.name for statement in imports for alias in statement.names}


def _open_to_all(folder: Path) -> None:
    for path in (folder.parent, folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"the package {name} is not installed")
    return Path(found.origin).parent
