"""nbgrader's own feedback command makes our page, without the hidden tests."""

from bs4 import BeautifulSoup
from nbgrader.converters import GenerateFeedback

from autograder import sample_class
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.pipeline import grade
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings


def test_it_is_the_page_that_grading_made(course: Course, doubling: Assignment) -> None:
    paper = sample_class.STUDENTS[3].write(doubling)
    course.submit("dorothy", "doubling", paper.content)
    grade(course, [doubling], SandboxExecutor(Settings(b"s"), 1))
    path = course.folder("feedback", "dorothy", "doubling") / "doubling.html"
    ours = path.read_text()
    path.unlink()
    course.convert(GenerateFeedback, "doubling", "dorothy")
    theirs = path.read_text()
    for text in (ours, theirs):
        assert "Content-Security-Policy" in text
        assert "170141" not in text
    assert tags(theirs) == tags(ours)


def tags(text: str) -> list[tuple]:
    soup = BeautifulSoup(text, "html.parser")
    return [(tag.name, tag.attrs, tag.string) for tag in soup.find_all(True)]
