"""A question to ask somebody whose solution is wrong, so that the mistake is found and not told.

Where a mistake is of a kind that any exercise can show (an input that is written into, a gradient
that is cut off, a part that is left out), the kind has a question of its own. Every other mistake
is about the exercise's own idea, and gets the question that its first hint asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.authoring.assignment import Assignment, AssignmentError
from autograder.authoring.bank import Entry

OWN_IDEA = "the exercise's own idea"
_FIRST_HINT = re.compile(r"^(:{3,})\{dropdown\} Hint 1\b[^\n]*\n(.*?)\n\1\s*$", re.M | re.S)


@dataclass(frozen=True)
class Kind:
    """Mistakes that call for the same question.

    A mistake is of this kind if its words match `words`; if the words of no kind match, if the
    tests that it must lose are all among `tests`.
    """

    name: str
    question: str
    words: str
    tests: frozenset[str] = frozenset()


KINDS = (  # of several that fit, the first
    Kind(
        "the gradient is cut off",
        "Follow one weight from the loss backwards. At which line of yours does the way end?",
        r"\bdetached?\b|\bno gradient\b|from (its|their) gradients?|\bno_grad\b",
    ),
    Kind(
        "ready-made",
        "If the ready-made function did not exist, which line of the formula would you write "
        "first?",
        r"^ready made|the course's own|the library's own|\bcourse_lib\b|\bbuilt-in\b",
        frozenset({"from_scratch"}),
    ),
    Kind(
        "the input is changed",
        "Call it twice with the same input. Which line of yours makes the second call, or the "
        "input, differ from the first?",
        r"\bin place\b(?! of)|writes into|written into|of the caller|the caller's",
        frozenset({"inputs_unchanged"}),
    ),
    Kind(
        "too large, too small, or zero",
        "Put in 1,000, then −1,000, then 0. What does each of your lines give?",
        r"\boverflows?\b|\bnan\b|\binfinit(y|e)\b|\bdivision by zero\b|\bdivided by 0\b",
        frozenset({"stability"}),
    ),
    Kind(
        "the type of the numbers",
        "Which type of number comes in, and which comes out? After which line of yours is it "
        "another?",
        r"\bfloat(s|32|64|16)?\b|\bbfloat16\b|\bprecision\b|\bintegers?\b|\bdtype\b|\bbooleans?\b",
        frozenset({"dtype", "integer"}),
    ),
    Kind(
        "nothing is computed",
        "Change one number of each input. On which of them does your result depend, and on which "
        "should it?",
        r"zeros of the right|\bnothing is (valid|computed)\b|^all zeros|^always (true|false)\b",
    ),
    Kind(
        "two things exchanged",
        "Take an example in which the two differ, with sizes 2 and 3, say. Which stands where in "
        "your line, and which in the definition?",
        r"\btransposed?\b|\bexchanged\b|\bswapped\b|\bturned round\b|\binverted\b|\breversed\b"
        r"|other way round|the wrong way",
    ),
    Kind(
        "counted twice",
        "List what goes into the result, one thing a line. Which of them does your code meet a "
        "second time?",
        r"\b(counted|called|divided|multiplied|drawn|shifted|reordered)\b.*\btwice\b"
        r"|\b(counted|shifted) a second time\b|\bonce more than needed\b",
    ),
    Kind(
        "a number that was fixed",
        "Which number in your code would have to change if the model, or the text, were another? "
        "Where should it come from?",
        r"\bwhatever\b|\bfixed\b|\bbeyond \d|\b\d+ (tokens|numbers), cut\b",
    ),
    Kind(
        "a default",
        "Leave that argument out. What does the docstring say it is then, and what is it in your "
        "code?",
        r"\bleft out,|\bother default\b",
    ),
    Kind(
        "a sum for a mean",
        "Give it the same input twice over. Should the result double, or stay?",
        r"\bsum (for|in place of|instead of) (the )?mean\b|\bsum\b.*\bnot\b.*\bmean\b"
        r"|\bmean (for|in place of) (the )?sum\b|\bmean of (the )?means\b|\bsum for\b",
    ),
    Kind(
        "one too many or too few",
        "Do the smallest case by hand: one element, then two. Which is the first that your code "
        "takes, and which the last?",
        r"\bone (too (far|many|few|much)|more|less|fewer)\b|\bcounts? from (one|1)\b|\bfrom 1\b"
        r"|\bfrom one\b|\bstrictly\b|\bhas to exceed\b|\blast (one )?is (missing|left out)\b",
    ),
    Kind(
        "a case at the edge",
        "What is the smallest input that the docstring allows, and what the oddest? Say what "
        "should come out, then run it.",
        r"\brefus(al|ed|es|e)\b|\bempty\b|\basserts?\b|\bassertionerror\b",
        frozenset({"edges", "refusal", "refused", "no_tokens", "empty", "ends"}),
    ),
    Kind(
        "an axis",
        "Write the shape beside each of your lines, in letters. Which axis should be gone "
        "afterwards, and which must stay?",
        r"\b(axis|axes)\b|\bleading dimensions?\b|\b(whole|over the) batch\b|\bloses its\b",
        frozenset({"leading_dimensions", "axes", "shape", "shapes"}),
    ),
    Kind(
        "a part alone",
        "Make the example larger: two texts, three layers, four heads. Which of them does your "
        "code never look at?",
        r"\b(first|last|one|single)\b[^.]*\b(only|alone)\b|\bonly (the )?(first|last|one)\b"
        r"|\brank 0\b",
    ),
    Kind(
        "a part left out",
        "Put a finger on each part of the definition, and on the line of yours that makes it. "
        "Which part has no line?",
        r"\bforgotten\b|\bmissing\b|\b(is|are) left out\b|\bignored\b|^no \w+ (?!at)"
        r"|\bnot (used|counted|added|applied|divided|scaled|multiplied|turned)\b",
    ),
    Kind(
        "the order of steps",
        "Exchange the two steps on paper, for the smallest example. What changes?",
        r"\bother order\b|\border (is )?(turned|of the)\b|\b(outside|added to) the root\b"
        r"|\b(before|after) the (softmax|norm|root)\b",
    ),
)


@dataclass(frozen=True)
class Question:
    """A question, and the kind of mistake that it is for."""

    kind: str
    text: str


def question_for(assignment: Assignment, entry: Entry) -> Question:
    """The question for one wrong solution of a bank."""
    words = f"{entry.name.replace('_', ' ')} {entry.sentence}".lower()
    lost = frozenset(test.removeprefix(f"{entry.exercise}-") for test in entry.must_fail)
    by_words = (kind for kind in KINDS if re.search(kind.words, words))
    by_tests = (kind for kind in KINDS if lost <= kind.tests)
    if kind := next(by_words, None) or next(by_tests, None):
        return Question(kind.name, kind.question)
    return Question(OWN_IDEA, first_hint(assignment, entry.exercise))


def first_hint(assignment: Assignment, exercise: str) -> str:
    """What the first of an exercise's three hints asks, as one line."""
    found = ""
    for cell in assignment.notebook.cells:
        if hints := _FIRST_HINT.findall(cell.source):
            found = hints[-1][1]
        if cell.metadata.get("role") == "solution" and cell.metadata.get("id") == exercise:
            return " ".join(found.split())
    raise AssignmentError(f"{assignment.slug}: no exercise is called {exercise!r}")
