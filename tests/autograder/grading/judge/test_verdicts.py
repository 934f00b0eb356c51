"""Outputs of a test cell: nbgrader reads the points, students the table, nobody the test."""

import html
import json

import pytest
import torch
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbformat.validator import validate
from nbgrader.utils import determine_grade

from autograder.base.hint_table import TABLE
from autograder.grading.judge.calls_made import Call
from autograder.grading.judge.verdicts import failed, passed
from autograder.testing import CheckFailed, parts


def cell(outputs: list[NotebookNode], points: float = 4) -> NotebookNode:
    marks = {"grade": True, "solution": False, "points": points, "grade_id": "t"}
    made = new_code_cell("test", outputs=outputs, execution_count=1, metadata={"nbgrader": marks})
    validate(new_notebook(cells=[made]))
    return made


def raised(failure: Exception, last_call: str = "") -> list[NotebookNode]:
    try:
        raise failure
    except Exception as error:
        return failed(error, "t", 4, last_call)


def test_a_test_that_holds_earns_all_points() -> None:
    [output] = passed(4)
    assert output.output_type == "execute_result"
    assert determine_grade(cell([output])) == (4, 4)


def test_a_failed_check_is_one_table_and_one_error() -> None:
    failure = CheckFailed(
        "mask: wrong shape", expected="(2, 3)", got="(3, 2)", hint="<b>", reread="§"
    )
    table, error = raised(failure, "causal_mask(3)")
    assert determine_grade(cell([table, error])) == (0, 4)
    assert table.data[TABLE] == {
        "problem": "mask: wrong shape",
        "expected": "(2, 3)",
        "got": "(3, 2)",
        "given": "causal_mask(3)",
        "likely": "<b>",
        "reread": "§",
    }
    assert "<b>" not in table.data["text/html"]
    assert html.escape("<b>") in table.data["text/html"]
    assert "mask: wrong shape" in table.data["text/plain"]
    assert (error.output_type, error.evalue) == ("error", str(failure))


def test_an_author_knows_the_input_better_than_the_last_call() -> None:
    table, _ = raised(CheckFailed("no", given="n = 1"), "f(2)")
    assert table.data[TABLE]["given"] == "n = 1"


def test_an_error_quotes_no_line_of_the_test() -> None:
    code = compile("secret = 4711\nf = lambda: 1 / 0\nf()", "t", "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code, {})
    outputs = failed(caught.value, "t", 4, "f(0)")
    assert "4711" not in json.dumps(outputs)
    assert outputs[0].data[TABLE] == {
        "problem": "ZeroDivisionError: division by zero",
        "given": "f(0)",
    }
    assert outputs[1].traceback == ["line 2 of the test", "ZeroDivisionError: division by zero"]


def test_what_is_not_done_yet_needs_no_table() -> None:
    [error] = raised(NotImplementedError("Replace this line with your solution."), "f(1)")
    assert error.ename == "NotImplementedError"


def test_what_pytorch_has_not_implemented_is_no_work_that_is_not_done() -> None:
    table, error = raised(NotImplementedError("not implemented for 'BFloat16'"), "f(1)")
    assert error.ename == "RuntimeError"
    assert "BFloat16" in table.data[TABLE]["problem"]


def some_parts() -> None:
    with parts() as part:
        with part("one head", 1):
            pass
        with part("many heads", 3):
            raise CheckFailed("heads: wrong count", got="2")
        with part("no heads", 4):
            pass


def no_part() -> None:
    with parts() as part:
        for name in ("a", "b"):
            with part(name):
                raise ZeroDivisionError(name)


def test_parts_earn_their_share() -> None:
    with pytest.raises(CheckFailed) as caught:
        some_parts()
    table, points = failed(caught.value, "t", 4, "")
    assert table.data[TABLE]["problem"] == "2 of 3 parts hold; many heads: heads: wrong count"
    assert determine_grade(cell([table, points])) == (2.5, 4)


def test_no_part_no_points_and_a_stub_is_a_stub() -> None:
    with pytest.raises(CheckFailed) as caught:
        no_part()
    assert failed(caught.value, "t", 4, "")[-1].output_type == "error"
    with pytest.raises(NotImplementedError), parts() as part, part("a"):
        raise NotImplementedError


def test_calls_are_written_down_as_they_were_made() -> None:
    x = torch.tensor([1.0, 2.0])
    call = Call.of("f", [x])
    x += 1
    assert call.text == "f([1, 2] (shape (2,), float32))"
    assert Call.of("f", [torch.zeros(5, 7), 3]).text == "f(tensor of shape (5, 7), 3)"
    assert Call.of("f", [lambda x: x, 10**5000]).text == "f(<lambda>, a value of type int)"
    assert Call.of("f", []).number > call.number
