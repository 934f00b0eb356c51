"""What a test says in a plain process, where a student validates, is what grading says."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.trusted.grading import Grader
from autograder.trusted.settings import Settings
from tests.autograder.needs import needs_bubblewrap

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SETUP = """
import torch
from torch import nn
import autograder.testing
"""
STUDENT = (Path(__file__).parent / "odd_values.cell").read_text(encoding="utf-8")
USES = "from autograder.testing import call, check_close, check_count, check_equal, check_keys\n"
USES += "from autograder.testing import check_refused, read_ids\n"
COUNT = USES + "check_count(call(number, {!r}), 3, 'n', whole=False)"
EQUAL = USES + "check_equal(call(number, {!r}), 3, 'n')"
IDS = USES + "assert read_ids(call(sequence, {!r}), 'ids') == [1, 2]"
LIST = USES + "check_equal(call(sequence, {!r}), [1, 2], 'list')"
ITEMS = "assert [int(k) for k in sequence({!r})] == [1, 2]"
KEYS = USES + "check_keys(call(table, {!r}), ['a', 'b'], 'table')"
CLOSE = USES + "check_close(call(tensor, {!r}), torch.ones(2).double(), 'ones')"
REFUSED = USES + "check_refused(refuse, {!r}, what='bad input')"
CAUGHT = "try:\n    refuse({!r})\nexcept (ValueError, LookupError):\n    pass"
KINDS = {
    "THREE": (COUNT, EQUAL),
    "LISTS": (IDS, LIST, ITEMS),
    "DICTS": (KEYS,),
    "TENSORS": (CLOSE,),
    "ERRORS": (REFUSED, CAUGHT),
}
MORE = [
    "assert add_two(3) == 5",
    "assert Adder(2)(3) == 5 and Adder(7).by == 7",
    "assert sequence('pair').second == 2",
    "assert 2 in sequence('generator')",
    "assert 3 in sequence('set')",
    "assert len(sequence('keys')) == 2",
    "len(sequence('map'))",
    "assert sequence('range') == range(1, 3)",
    "assert number('fraction') == 3 and number('decimal') == 3",
    "assert number('complex') == 3",
    "assert isinstance(table('counter'), dict)",
    "iter(add_two)",
    "add_two[0]",
    "float(add_two)",
]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    needs_bubblewrap()
    grader = Grader(Settings(b"secret"))
    yield grader
    grader.close()


def in_a_plain_process(tests: list[str]) -> list[bool]:
    namespace: dict[str, object] = {"__name__": "__main__"}
    held = []
    for source in tests:
        exec(SETUP + STUDENT, namespace)
        with contextlib.redirect_stderr(io.StringIO()):
            try:
                exec(source, namespace)
            except Exception:
                held.append(False)
            else:
                held.append(True)
    return held


def when_graded(grader: Grader, tests: list[str]) -> list[bool]:
    def marked(name: str, **values: bool) -> dict:
        return {
            "nbgrader": {"grade": False, "solution": False, "locked": True, "grade_id": name}
            | values
        }

    cells = [new_code_cell(SETUP, metadata=marked("setup"))]
    for number, source in enumerate(tests):
        # the student's cell anew before each test: a generator is read once
        student = marked(f"s{number}", solution=True, locked=False)
        cells.append(new_code_cell(STUDENT, metadata=student))
        cells.append(new_code_cell(source, metadata=marked(f"t{number}", grade=True)))
    done = grader.grade("ada", "odd", new_notebook(cells=cells))
    return [all(o.output_type != "error" for o in cell.outputs) for cell in done.cells[2::2]]


def test_odd_but_legal_values(grader: Grader) -> None:
    namespace: dict[str, dict] = {"__name__": "__main__"}  # type: ignore[dict-item]
    exec(SETUP + STUDENT, namespace)
    tests = [test.format(k) for n, kinds in KINDS.items() for test in kinds for k in namespace[n]]
    tests += MORE
    plain = in_a_plain_process(tests)
    assert 20 < sum(plain) < len(tests) - 20, "some hold, some do not"
    graded = when_graded(grader, tests)
    differ = [t for t, here, there in zip(tests, plain, graded, strict=True) if here != there]
    assert differ == []
