"""A quiz question explains every choice, with and without scripts."""

import pytest

QUIZ = """# Title

:::{quiz} What is a *row*?
Think of $A$.

- [ ] A key.

  Columns are keys.
- [x] A `query`.

  Rows are queries.
:::
"""


def test_choices_are_folds_with_their_verdict(build):
    html, warnings = build("quiz", QUIZ)
    assert warnings == ""
    assert "Question 1. " in html
    assert "<em>row</em>" in html
    assert html.count("<details") == 2
    assert html.count('data-verdict="right"') == 1
    wrong, right = html.split('data-verdict="right"')
    assert "Not so." in wrong
    assert "Columns are keys." in wrong
    assert "Right." in right
    assert "Rows are queries." in right
    assert 'class="pre">query' in right
    assert "[x]" not in html
    assert "[ ]" not in html


def test_questions_are_numbered_and_name_their_group(build):
    html, _ = build("quiz", QUIZ + QUIZ.replace("# Title", ""))
    assert "Question 2. " in html
    assert 'aria-labelledby="quiz-1"' in html
    assert 'id="quiz-1"' in html
    assert 'aria-labelledby="quiz-2"' in html
    assert 'id="quiz-2"' in html


def test_the_score_is_loaded_only_with_a_question(build):
    assert "quiz.js" in build("quiz", QUIZ)[0]
    assert "quiz.js" not in build("quiz", "# No question")[0]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[x]", "[ ]", "exactly one choice with [x], this has 0"),
        ("[ ]", "[x]", "exactly one choice with [x], this has 2"),
        ("- [ ] A key", "- A key", "begin the choice with [ ] or [x]"),
        ("  Columns are keys.\n", "", "explain the choice below it"),
        ("- [ ] A key.\n\n  Columns are keys.\n", "", "2 to 6 choices, this has 1"),
        ("- [", "[", "end the question with a list"),
    ],
)
def test_a_question_that_teaches_nothing_is_an_error(build, old, new, complaint):
    _, warnings = build("quiz", QUIZ.replace(old, new))
    assert complaint in warnings
    assert "index.md:3" in warnings
