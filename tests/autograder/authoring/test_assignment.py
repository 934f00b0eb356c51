"""What an author may write, and what the error says when it is something else."""

from pathlib import Path

import pytest

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment, AssignmentError, parse


@pytest.fixture
def text(doubling: Assignment) -> str:
    return (doubling.folder / "assignment.md").read_text()


def test_points_minutes_and_tests_are_read_from_the_cells(doubling: Assignment) -> None:
    assert doubling.points == 6
    assert doubling.minutes == 2
    assert [exercise.id for exercise in doubling.exercises] == ["double", "halve"]
    assert doubling.exercises[0].points_by_test == {"double-one": 1, "double-many": 3}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("role: setup", "role: set-up", "has role 'set-up'; expected one of setup, solution"),
        ("id: halve-two", "id: double-one", "appears twice"),
        ("id: halve-two", "id: third-two", "must follow its solution cell"),
        ("points: 2", "points: two", "needs 'points'"),
        ("points: 2", "points: 0", "needs 'points'"),
        ("difficulty: 2", "difficulty: 9", "difficulty 9 is not in 1..5"),
        ("minutes: 1", "", "needs 'minutes'"),
        ("title: Doubling\n", "", "front matter lacks 'title'"),
        ("title: Doubling\n", "title: 2\n", "metadata.title: 2 is not of type 'string'"),
        ("chapter: book/notation\n", "chapter:\n", "front matter gives 'chapter' no value"),
        ("chapter: book/notation\n", "chapter: [a]\n", "chapter is ['a']; expected text"),
        ("title: Doubling\n", "title: [a\n", "front matter is not YAML: "),
        ("    ### END SOLUTION\n", "", "in pairs"),
        ("### END HIDDEN TESTS\n", "", "in pairs"),
        ("{dropdown} Hint 3", "{dropdown} Help", "has 2 hints"),
        ("assert double(1) == 2,", "double(1) == 2,", "ends in an expression"),
        ("assert double(1) == 2,", "assert double(1 == 2,", "cell 'double-one', line 1: "),
        ("minutes: 1", "minutes: 1: 2", "mapping values are not allowed here"),
    ],
)
def test_a_malformed_text_is_refused_with_the_place(
    text: str, old: str, new: str, message: str
) -> None:
    assert old in text
    with pytest.raises(AssignmentError, match="doubling") as error:
        parse(text.replace(old, new, 1), Path("doubling"))
    assert message in str(error.value)


def test_front_matter_is_yaml(text: str) -> None:
    written = 'title: "Doubling: twice #1"  # a comment\n'
    read = parse(text.replace("title: Doubling\n", written, 1), Path("doubling"))
    assert read.title == "Doubling: twice #1"


def test_an_unknown_assignment_is_refused_with_the_known_ones(doubling: Assignment) -> None:
    with pytest.raises(
        AssignmentError, match="no assignment 'tripling'; expected one of: doubling"
    ):
        assignment.load("tripling")
