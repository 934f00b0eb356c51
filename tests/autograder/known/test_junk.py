"""Whoever writes nothing of use gets nothing, in every test of every exercise."""

import contextlib
import io
import warnings
from types import CodeType

import jupytext
import matplotlib.pyplot as plt
import pytest

from autograder.authoring import assignment
from autograder.authoring.notebooks import reference_solutions
from autograder.base.plain_cells import plain_python
from autograder.known.junk import junk_solutions
from autograder.testing import CheckFailed


def compiled(slug):
    """The code cells of a notebook in its order: role, name and code."""
    text = (assignment.ASSIGNMENTS / slug / "assignment.md").read_text(encoding="utf-8")
    for cell in jupytext.reads(text, fmt="md:myst").cells:
        if cell.cell_type == "code":
            name = cell.metadata.get("id", "example")
            yield cell.metadata.get("role"), name, compile(plain_python(cell.source), name, "exec")


def wrongly(test: CodeType, names: dict) -> str:
    """What this test did other than to say what is wrong with the junk; empty if nothing."""
    try:
        exec(test, names)
    except CheckFailed:
        return ""
    except Exception as error:
        return f"breaks with {error!r} in"
    finally:
        plt.close("all")
    return "earns"


def faults_of(cells: list[tuple[str, str, CodeType]], exercise: str, source: str) -> list[str]:
    """What an exercise's tests did wrong about a solution of it, in the notebook's order."""
    names, faults = {"__name__": "notebook", "display": lambda *_, **__: None}, []
    own = [i for i, (_, name, _) in enumerate(cells) if name.startswith(f"{exercise}-")]
    for role, name, code in cells[: own[-1] + 1]:
        if role == "setup":
            exec(code, names)
        elif role == "example":  # before the tests: what they may use
            with contextlib.suppress(Exception):
                exec(code, names)
        elif role == "solution" and name == exercise:
            exec(source, names)
        elif name.startswith(f"{exercise}-") and (fault := wrongly(code, names)):
            faults.append(f"{fault} {name}")
    return faults


@pytest.mark.parametrize("slug", assignment.slugs())
def test_junk_earns_nothing_and_is_told_why(slug):
    cells = list(compiled(slug))
    references = reference_solutions(assignment.load(slug))
    faults = []
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for exercise, reference in references.items():
            for kind, source in junk_solutions(exercise, reference).items():
                faults += [f"{kind} {fault}" for fault in faults_of(cells, exercise, source)]
    assert not faults
