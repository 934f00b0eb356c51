"""The first page is kind to whoever has not answered, and knows the right answers."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "book" / "getting_ready.md"
ANSWERS = (
    "(2, 5)",
    "(7, 4, 2, 3)",
    "1",
    "[[11, 12, 13], [21, 22, 23]]",
    "[6, 60]",
    "[0.25, 0.75]",
    "6",
    "2.0794",
)
NOTHING = ("None",) * len(ANSWERS)


def said(answers=NOTHING, powers="None") -> list[str]:
    """The verdicts that a reader with these answers gets."""
    text = PAGE.read_text(encoding="utf-8")
    cells = re.findall(r"^```\{code-cell\} ipython3\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    code = "\n".join(re.sub(r"\A:tags:.*\n", "", cell) for cell in cells)
    given = iter(answers)
    code, n_questions = re.subn(r"answer = None", lambda _: f"answer = {next(given)}", code)
    assert n_questions == len(ANSWERS)
    assert "powers = None" in code
    code = code.replace("powers = None", f"powers = {powers}")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {"__name__": "notebook"})
    verdicts = r"(Right|Not answered yet|Not quite)\b"
    return [
        found[0] for line in printed.getvalue().splitlines() if (found := re.search(verdicts, line))
    ]


def test_whoever_has_not_answered_is_told_so():
    assert set(said()) == {"Not answered yet"}
    assert len(said()) == len(ANSWERS) + 2


def test_right_answers_are_called_right():
    assert set(said(ANSWERS, "(scores - scores.max()).exp()")) == {"Right"}


def test_wrong_answers_stop_nothing():
    verdicts = said(ANSWERS[1:] + ANSWERS[:1], "scores.exp()")
    assert verdicts.count("Right") == 1  # the small scores overflow nowhere
    assert "Not answered yet" not in verdicts
