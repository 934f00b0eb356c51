"""What `grade` prints fits the window, with and without colour."""

import io
import re

import pytest
from rich.console import Console

from autograder.commands.grading import LONGEST_LIST, new_grades, summary
from autograder.course.scores import Score
from autograder.grading.pipeline import Outcome

REMARK = (
    "Your notebook is called causal_masking (copy 2).ipynb; it was read as causal_masking.ipynb."
)


def rows(students: int) -> list[Score]:
    return [
        Score(
            f"a.very.long.name.of.student.{n:03}@university.example",
            "scaled_dot_product_attention",
            n % 19 + 1 / 3,
            18,
            {},
            REMARK if n % 2 else "",
            to_grade="not graded yet: why" if n % 3 == 0 else "",
        )
        for n in range(students)
    ]


def printed(width: int, students: int, colour: bool) -> list[str]:
    scores = rows(students)
    outcome = Outcome([(row.student, row.assignment) for row in scores], [])
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour)
    console.print(new_grades(scores, outcome, width))
    console.print(summary(scores, outcome))
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("colour", [True, False])
def test_one_line_a_result_at_any_width(width: int, colour: bool) -> None:
    lines = printed(width, 60, colour)
    assert max(map(len, lines)) <= width
    results = [line for line in lines if "a.very.long" in line]
    assert len(results) == LONGEST_LIST
    assert all(re.search(r"\d / 18", line) for line in results)
    [total] = [line for line in lines if re.search(r"scaled_dot_product_atte.*60 ", line)]
    assert total.split()[1:4] == ["60", "0", "0"]


def test_a_long_remark_leaves_names_whole() -> None:
    score = Score("charles", "language_models", 21, 21, {}, REMARK)
    table = new_grades([score], Outcome([("charles", "language_models")], []), 80)
    out = io.StringIO()
    Console(file=out, width=80).print(table)
    assert "charles   language_models " in out.getvalue()
    assert "student   assignment " in out.getvalue()


def test_who_was_not_graded_now_is_not_listed() -> None:
    scores = rows(3)
    outcome = Outcome([(scores[1].student, scores[1].assignment)], [])
    assert new_grades(scores, outcome, 80).row_count == 1
    assert summary(scores, outcome).row_count == 1
