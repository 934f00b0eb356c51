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
from autograder.known.junk import junk_solutions
from autograder.testing import CheckFailed


def compiled(slug, role):
    text = (assignment.ASSIGNMENTS / slug / "assignment.md").read_text(encoding="utf-8")
    cells = [c for c in jupytext.reads(text, fmt="md:myst").cells if c.metadata.get("role") == role]
    return {cell.metadata.id: compile(cell.source, cell.metadata.id, "exec") for cell in cells}


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


@pytest.mark.parametrize("slug", assignment.slugs())
def test_junk_earns_nothing_and_is_told_why(slug):
    setup, tests = compiled(slug, "setup"), compiled(slug, "test")
    references = reference_solutions(assignment.load(slug))
    faults = []
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for exercise, reference in references.items():
            for kind, source in junk_solutions(exercise, reference).items():
                names = {"__name__": "notebook"}
                for code in setup.values():
                    exec(code, names)
                exec(source, names)
                faults += [
                    f"{kind} {fault} {test}"
                    for test, code in tests.items()
                    if test.startswith(f"{exercise}-") and (fault := wrongly(code, names))
                ]
    assert not faults
