"""Nothing that students or readers receive holds a solution, a hidden test, or its answer.

Secrets are cut from the assignment texts: the lines of solutions and of hidden tests, and the
numbers in hidden tests, in the forms and under the hashes in which they could be written down.
What an author also shows on purpose, in a visible cell, a chapter or the code that students import,
is no secret.
"""

import ast
import hashlib
import html
import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import HIDDEN_TEST_MARKERS, SOLUTION_MARKERS
from autograder.authoring.notebooks import released_notebook, source_notebook
from autograder.course.folder import Course
from autograder.handout.handout import make_handout

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build/site/_build/html"
BUILT = Course.at(ROOT / "build/course")
SHORTEST_LINE = 20  # characters; shorter lines, such as `return total`, say nothing
SHORTEST_NUMBER = 5  # digits; shorter ones are shapes and counts of everyday size
NUMERIC = "[0-9a-fA-F.,_+-]{5,}"  # what numbers and hashes are written with
READABLE = {".html", ".ipynb", ".js", ".json", ".md", ".py", ".txt", ".css", ".xml"}

slugs = pytest.mark.parametrize("slug", assignments.slugs())


def marked(slug: str, markers: tuple[str, str]) -> str:
    text = (assignments.ASSIGNMENTS / slug / "assignment.md").read_text()
    begin, end = map(re.escape, markers)
    return "\n".join(re.findall(rf"{begin}\n(.*?){end}", text, re.DOTALL))


def text_of(path: Path, content: bytes) -> str:
    text = content.decode("utf-8", errors="replace")
    if path.suffix == ".html":
        return re.sub(r"<[^>]+>", "", text)
    if path.suffix == ".ipynb":  # metadata and outputs count too, as they are written
        cells = nbformat.reads(text, as_version=4).cells
        return "\n".join([text, *(cell.source for cell in cells)])
    return text


@cache
def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", html.unescape(text.replace('\\"', '"')))


@cache
def public_text() -> str:
    rooms = (ROOT / "course_lib", ROOT / "autograder/testing")
    library = [path.read_text() for room in rooms for path in room.rglob("*.py")]
    chapters = [path.read_text() for path in (ROOT / "book").glob("[!e]*/*.md")]
    released = [released_notebook(assignments.load(slug)) for slug in assignments.slugs()]
    cells = [cell.source for notebook in released for cell in notebook.cells]
    return "\n".join([*library, *chapters, *cells])


@cache
def secret_lines(slug: str) -> set[str]:
    code = "\n".join(marked(slug, m) for m in (SOLUTION_MARKERS, HIDDEN_TEST_MARKERS))
    lines = {squeezed(line) for line in code.splitlines() if not re.match(r" *(#|reread=)", line)}
    shown = squeezed(public_text())
    return {line for line in lines if len(line) >= SHORTEST_LINE and line not in shown}


@cache
def secret_numbers(slug: str) -> set[str]:
    """The forms and hashes under which hidden numbers could be written down."""
    hidden = re.findall(r"[\d_]+\.?\d*", marked(slug, HIDDEN_TEST_MARKERS))
    numbers = {n.replace("_", "").rstrip(".") for n in hidden}
    shown = re.sub(r"(?<=\d)[_,](?=\d)", "", public_text())
    return {
        form
        for n in numbers
        if len(n.replace(".", "").strip("0")) >= SHORTEST_NUMBER and n not in shown
        for form in forms(n)
    }


def forms(number: str) -> set[str]:
    value = ast.literal_eval(number.lstrip("0") or "0")
    written = {number, str(value), f"{value:,}", f"{value:_}", repr(float(value))}
    hashes = (hashlib.md5, hashlib.sha1, hashlib.sha256)
    found = written | {h(w.encode()).hexdigest() for h in hashes for w in written}
    assert all(re.fullmatch(NUMERIC, form) for form in found), "else `numerals` overlooks one"
    return found


@cache
def numerals(text: str) -> str:
    """The only parts of a text in which a number or a hash can stand, each once."""
    return "\n".join(set(re.findall(NUMERIC, text)))


def leaks(text: str, slug: str) -> list[str]:
    plain, numeric = squeezed(text), numerals(text)
    found = [line for line in secret_lines(slug) if line in plain]
    return found + [number for number in secret_numbers(slug) if number in numeric]


@slugs
def test_there_are_secrets_to_look_for(slug: str) -> None:
    assert len(secret_lines(slug)) >= 10
    source = (assignments.ASSIGNMENTS / slug / "assignment.md").read_text()
    assert len(leaks(source, slug)) >= 10, "the search must find what is there"


@slugs
def test_the_release_holds_no_secret(slug: str) -> None:
    source = nbformat.writes(source_notebook(assignments.load(slug))) + "\n"
    made_from = BUILT.notebook("source", ".", slug)
    assert made_from.is_file(), "the release has not been made: run `make release`"
    assert made_from.read_text() == source, "the release is of another day: run `make release`"
    files = [path for path in BUILT.folder("release", slug).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{slug}.ipynb"]
    assert leaks(text_of(files[0], files[0].read_bytes()), slug) == []


@cache
def handed_out() -> dict[str, str]:
    """Every file that students receive, by name, those in the wheel included."""
    with tempfile.TemporaryDirectory() as folder:
        archive = make_handout(_released(Path(folder)), map(assignments.load, assignments.slugs()))
        with zipfile.ZipFile(archive) as outer:
            files = {name: outer.read(name) for name in outer.namelist()}
    [wheel] = [name for name in files if name.endswith(".whl")]
    with zipfile.ZipFile(io.BytesIO(files.pop(wheel))) as inner:
        files |= {name: inner.read(name) for name in inner.namelist()}
    return {name: text_of(Path(name), content) for name, content in files.items()}


def _released(folder: Path) -> Course:
    course = Course.at(folder)
    for slug in assignments.slugs():
        path = course.notebook("release", ".", slug)
        path.parent.mkdir(parents=True)
        nbformat.write(released_notebook(assignments.load(slug)), path)
    return course


@cache
def bank_lines(slug: str) -> set[str]:
    """Lines of a bank's entries that stand in nothing that is shown on purpose."""
    entries = sorted((assignments.ASSIGNMENTS / slug / "bank").rglob("*.py"))
    lines = {squeezed(line) for entry in entries for line in entry.read_text().splitlines()}
    shown = squeezed(public_text())
    return {line for line in lines if len(line) >= SHORTEST_LINE and line not in shown}


@slugs
def test_what_students_receive_holds_no_secret(slug: str) -> None:
    assert len(bank_lines(slug)) >= 5
    found = {}
    for name, text in handed_out().items():
        plain = squeezed(text)
        if leaked := leaks(text, slug) + [line for line in bank_lines(slug) if line in plain]:
            found[name] = leaked
    assert found == {}


def test_students_receive_notebooks_the_library_and_what_their_notebooks_import() -> None:
    names = handed_out().keys()
    for slug in assignments.slugs():
        assert f"how-llms-work/released/{slug}.ipynb" in names
    assert {"course_lib/layers/attention.py", "autograder/testing/__init__.py"} <= names
    rooms = {name.split("/")[1] for name in names if name.startswith("autograder/")}
    files = {"__init__.py", "__main__.py", "py.typed"}
    assert rooms == {"base", "commands", "lab", "submissions", "testing"} | files


@cache
def pages_of_the_site() -> dict[str, str]:
    """The text of every file of the site that can be read, by its path."""
    paths = [p for p in SITE.rglob("*") if p.suffix in READABLE and "mathjax" not in p.parts]
    return {str(p.relative_to(SITE)): text_of(p, p.read_bytes()) for p in paths}


@slugs
def test_the_site_holds_no_secret(slug: str) -> None:
    if not SITE.is_dir():
        pytest.fail("the site has not been built: run `make book`")
    pages = pages_of_the_site()
    assert len(pages) > 10
    found = {name: leaks(text, slug) for name, text in pages.items()}
    assert {name: leaked for name, leaked in found.items() if leaked} == {}


@cache
def report_lines() -> set[str]:
    """Lines of sample reports and of their runs that stand in nothing that is shown on purpose."""
    folders = assignments.ASSIGNMENTS.glob("*/sample_reports")
    files = sorted(file for it in folders for file in it.iterdir() if file.suffix != ".py")
    lines = {squeezed(line) for file in files for line in file.read_text().splitlines()}
    shown = squeezed(public_text())
    return {line for line in lines if len(line) >= SHORTEST_LINE and line not in shown}


def test_students_receive_no_sample_report() -> None:
    assert len(report_lines()) >= 50
    released = {slug: released_text(slug) for slug in assignments.slugs()}
    for name, text in {**handed_out(), **released}.items():
        plain = squeezed(text)
        assert [line for line in report_lines() if line in plain] == [], name


def test_the_site_shows_no_sample_report() -> None:
    if not SITE.is_dir():
        pytest.fail("the site has not been built: run `make book`")
    for name, text in pages_of_the_site().items():
        plain = squeezed(text)
        assert [line for line in report_lines() if line in plain] == [], name


def released_text(slug: str) -> str:
    cells = released_notebook(assignments.load(slug)).cells
    return "\n".join(cell.source for cell in cells)


def test_bank_and_assignments_stay_out_of_the_wheel() -> None:
    folders = {p.parent for p in assignments.ASSIGNMENTS.rglob("*.py")}
    assert folders
    assert not list(assignments.ASSIGNMENTS.rglob("__init__.py"))


@slugs
def test_no_solution_lies_in_the_built_course_but_in_its_own_rooms(slug: str) -> None:
    page = ROOT / "book/exercises" / f"{slug}.md"
    assert page.is_file(), "the exercise pages have not been made: run `make release`"
    assert leaks(page.read_text(), slug) == []
