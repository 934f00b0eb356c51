"""The page on which a grader reads a submission runs nothing that the student wrote."""

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_output
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, grading_template
from autograder.course.formgrader_settings import replacements
from tests.autograder.hostile_markup import HOSTILE


def page_of(reasons: Assignment, attack: str, own: Config) -> BeautifulSoup:
    notebook = fill_in(grading_template(reasons), {"why": f"{attack}\n\n{attack}", "next": attack})
    kinds = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
    bundle = dict.fromkeys([*kinds, "application/javascript", "image/png"], attack)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                new_output("display_data", data=bundle),
                new_output("stream", text=attack),
                new_output("error", ename=attack, evalue=attack, traceback=[attack]),
            ]
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    config.merge(own)
    about = {"index": 0, "total": 1, "base_url": "", "notebook_id": "n", "assignment_id": "a"}
    text, _ = HTMLExporter(config=config).from_notebook_node(notebook, resources=about)
    return BeautifulSoup(text, "html.parser")


def dangerous(soup: BeautifulSoup) -> list[str]:
    """What could run, fetch or lead away, in the cells."""
    found = []
    for cell in soup.select("#notebook-container .cell"):
        names = "script iframe object embed form meta base style svg math audio video img link"
        found += [str(tag) for tag in cell.find_all(names.split())]
        for tag in cell.find_all(True):
            found += [str(tag) for name in tag.attrs if name.startswith("on")]
            found += [str(tag) for v in tag.attrs.values() if "javascript:" in str(v).lower()]
    return found


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_students_text_stays_text(doubling: Assignment, attack: str) -> None:
    reasons = assignments.load("reasons")
    assert dangerous(page_of(reasons, attack, replacements())) == []


def test_the_test_sees_an_attack(doubling: Assignment) -> None:
    assert dangerous(page_of(assignments.load("reasons"), HOSTILE[0], Config()))


def test_an_answer_keeps_its_markdown(doubling: Assignment) -> None:
    reasons = assignments.load("reasons")
    soup = page_of(
        reasons, "It is *so*, and `n < 1`:\n\n- one\n\n```\na\n\n<b>\n```", replacements()
    )
    [answer] = [c for c in soup.select(".nbgrader_cell") if c.select("#why")]
    assert answer.find("em").get_text() == "so"
    assert "n < 1" in [code.get_text() for code in answer.find_all("code")]
    assert answer.find("li").get_text().strip() == "one"
    assert "a\n\n<b>" in answer.find("pre").get_text()
