"""Nothing of MyST is left in a notebook's text, and nothing of the text is lost."""

from pathlib import Path

import pytest
from notebook_text import NotebookText

SOURCE = '''class Model:
    @property
    def size(self):
        """How large."""
        return 1

    def other(self): ...
'''


@pytest.fixture
def convert(tmp_path):
    (tmp_path / "model.py").write_text(SOURCE, encoding="utf-8")
    text = NotebookText(
        folder=Path(tmp_path),
        values={"loss": "2.08"},
        link=lambda role, target: f"<{role}|{target}>",
    )
    return text.convert


@pytest.mark.parametrize(
    ("page", "notebook"),
    [
        ("% covers: S1-13\n(label)=\n## Title", "## Title"),
        ("Loss {glue:text}`loss`.", "Loss 2.08."),
        ("See {cite}`a2017` and {doc}`/book/x`.", "See <{cite}|a2017> and <{doc}|/book/x>."),
        ("[here](/book/x.md), [there](https://a.b)", "<here|/book/x.md>, [there](https://a.b)"),
        (
            ":::{dropdown} Hint\nThink.\n:::",
            "<details><summary>Hint</summary>\n\nThink.\n\n</details>",
        ),
        (":::{note}\nMind $x$.\n:::", "> **Note**\n>\n> Mind $x$."),
        (":::{admonition} Try\n:class: tip\n\nMove.\n:::", "> **Try**\n>\n> Move."),
        ("::::{note}\n:::{tip} In\nIt.\n:::\n::::", "> **Note**\n>\n> > **In**\n> >\n> > It."),
        (':::{banner}\n:minutes: 5\n:lesson: "L"\n:::', "- **Minutes:** 5\n- **Mirrors:** L"),
        (
            ':::{correction} Sum\n:lesson: "Two."\n\nOne.\n:::',
            "> **Correction: Sum**\n>\n> *You may read:* Two.\n>\n> *In fact:* One.",
        ),
        (
            "```{literalinclude} model.py\n:language: python\n:pyobject: Model.size\n```",
            '```python\n@property\ndef size(self):\n    """How large."""\n    return 1\n```',
        ),
        ("```python\n{glue:text}`loss` [](/x)\n```", "```python\n{glue:text}`loss` [](/x)\n```"),
    ],
)
def test_each_construct_has_its_plain_form(convert, page, notebook):
    assert convert(page) == notebook


def test_choices_of_a_quiz_are_lettered_folds(convert):
    quiz = ":::{quiz} Which?\nThink.\n\n- [ ] One\n  line.\n\n  No.\n- [x] Two.\n\n  Yes.\n:::"
    text = convert(quiz)
    assert text.startswith("**Question 1.** Which?\n\nThink.\n\n<details>")
    assert "<summary>A. One line.</summary>\n\n**Not so.** No.\n" in text
    assert "<summary>B. Two.</summary>\n\n**Right.** Yes.\n" in text
    assert convert(quiz).startswith("**Question 2.**")


def test_a_quoted_value_that_no_cell_computed_is_an_error(convert):
    with pytest.raises(KeyError, match="nothing"):
        convert("{glue:text}`nothing`")
