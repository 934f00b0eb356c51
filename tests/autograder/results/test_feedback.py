"""Feedback pages: right, readable, linked to the book, and harmless whatever a student wrote."""

import html
import itertools
import re
import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from playwright.sync_api import sync_playwright

from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, grading_template, released_notebook
from autograder.base.hint_table import TABLE
from autograder.base.outputs import error_output
from autograder.base.remarks import Remark, put_remarks
from autograder.course.gradebook import Result
from autograder.course.scores import Score
from autograder.grading.judge.verdicts import failed, passed
from autograder.results.feedback.writer import feedback_html
from autograder.results.observations import observations_of
from autograder.results.pages import TEMPLATES, anchor, markdown, sanitised
from autograder.testing import CheckFailed
from tests.autograder.hostile_markup import HOSTILE

ROOT = Path(__file__).parents[3]


def executed(assignment: Assignment, outputs: dict[str, list[NotebookNode]]) -> NotebookNode:
    notebook = grading_template(assignment)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code":
            marked = cell.metadata.get("nbgrader", {})
            default = passed(marked.get("points", 1)) if marked.get("grade") else []
            cell.outputs = outputs.get(name, default)
    return notebook


def page(
    assignment: Assignment,
    notebook: NotebookNode,
    lost: tuple[str, ...] = (),
    by_hand: Mapping[str, float] = MappingProxyType({}),
    waiting: Collection[str] = (),
    **comments: str,
) -> str:
    points = {t: float(p) for e in assignment.exercises for t, p in e.points_by_test.items()}
    scores = {t: 0.0 if t in lost else p for t, p in points.items()} | dict(by_hand)
    result = Result(scores, dict(comments), set(waiting), set(by_hand))
    return feedback_html("ada", assignment, notebook, released_notebook(assignment), result)


def lost(failure: Exception, last_call: str = "") -> list[NotebookNode]:
    return failed(failure, "t", 1, last_call)


def assert_harmless(text: str) -> None:
    soup = BeautifulSoup(text, "html.parser")
    forbidden = "script iframe object embed form input button link base template math audio video"
    assert soup.find_all(forbidden.split()) == []
    assert len(soup.find_all("style")) == 1
    assert [m.get("http-equiv") for m in soup.find_all("meta") if m.get("http-equiv")] == [
        "Content-Security-Policy"
    ]
    for tag in soup.find_all(True):
        attributes: dict[str, Any] = tag.attrs
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("src", "href", "action", "srcset", "xlink:href"):
            target = attributes.get(name, "#")
            assert target.startswith("#"), tag


def test_a_failed_test_says_everything_that_helps(
    doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = CheckFailed(
        "wrong value", expected="2", got="3", hint="use `2 * x`", reread="Why √2: a law"
    )
    notebook = executed(doubling, {"double-one": lost(failure, "double(1)")})
    soup = BeautifulSoup(page(doubling, notebook, ("double-one",)), "html.parser")
    [test] = soup.select("article.test.wrong")
    text = " ".join(test.get_text(" ").split())
    for part in ("does not hold", "0 of 1 point", "wrong value", "expected 2", "what came 3"):
        assert part in text
    assert "in the call double(1)" in text
    assert "likely cause use 2 * x" in text
    assert "“Why √2: a law”, in the chapter Doubling" in text
    assert "5 of 6 points" in soup.get_text()
    [step] = soup.select("p.next")
    assert "Double, test “One”, 1 point: wrong value." in " ".join(step.get_text(" ").split())
    assert step.find("a")["href"] == "#double-one"

    monkeypatch.setenv("SITE_URL", "https://course.example/book/")
    linked = BeautifulSoup(page(doubling, notebook, ("double-one",)), "html.parser")
    links = {a["href"] for a in linked.select("article a")}
    assert links == {"https://course.example/book/book/notation.html#why-2-a-law"}


def test_hidden_tests_and_tracebacks_stay_hidden(doubling: Assignment) -> None:
    stock = error_output("AssertionError", "no", ["assert double(-170141) == -340282"])
    text = page(doubling, executed(doubling, {"double-many": [stock]}), ("double-many",))
    assert "170141" not in text
    assert "HIDDEN" not in text
    assert "AssertionError: no" in html.unescape(text)


def test_what_is_not_done_is_to_do_and_what_is_done_is_done(doubling: Assignment) -> None:
    stub = lost(NotImplementedError("Replace this line"))
    notebook = executed(doubling, {"halve-two": stub})
    soup = BeautifulSoup(page(doubling, notebook, ("halve-two",)), "html.parser")
    assert len(soup.select(".test.right")) == 2
    assert "to do" in soup.select_one(".test.open").get_text()
    assert "Solve Halve: Halve a number." in soup.select_one("p.next").get_text()
    assert "nothing left to do" in page(doubling, executed(doubling, {}))


def test_points_given_by_hand_are_no_verdict_of_the_test(doubling: Assignment) -> None:
    """A test that held still holds with fewer points, one that did not does not hold with all."""
    less = BeautifulSoup(
        page(doubling, executed(doubling, {}), by_hand={"double-one": 0.5}), "html.parser"
    )
    [test] = less.select("#double-one")
    assert "holds, points given by hand" in test.get_text()
    assert "0.5 of 1 point" in test.get_text()
    assert "all 2 hold" in less.get_text()
    assert "Every test holds: there is nothing left" in less.select_one("p.next").get_text()

    wrong = executed(doubling, {"halve-two": lost(CheckFailed("wrong value"))})
    forgiven = BeautifulSoup(page(doubling, wrong, by_hand={"halve-two": 2}), "html.parser")
    nothing_lost = Score("ada", "doubling", 6, 6, {"halve-two": 2})
    lost_tests = [
        name for seen in observations_of(nothing_lost, doubling, wrong) for name in seen.lost
    ]
    assert lost_tests == ["halve-two"], "what a class gets wrong is counted by tests"
    [test] = forgiven.select("article.test.wrong")
    assert "does not hold, points given by hand" in " ".join(test.get_text().split())
    assert "has its points by hand: there is nothing" in forgiven.select_one("p.next").get_text()

    part = page(doubling, wrong, by_hand={"halve-two": 1.5}, waiting=["halve-two"])
    assert "points given by hand, to be looked at again, for your work has changed" in part
    step = BeautifulSoup(part, "html.parser").select_one("p.next").get_text()
    assert "wrong value." in step
    assert "0.5" in step


def test_a_cell_that_ends_in_an_error_is_named_first(doubling: Assignment) -> None:
    own, test = (
        [error_output("KernelLost", "it was stopped.")],
        [error_output("NameError", "no halve")],
    )
    notebook = executed(doubling, {"halve": own, "halve-two": test})
    soup = BeautifulSoup(page(doubling, notebook, ("halve-two",)), "html.parser")
    step = soup.select_one("p.next").get_text()
    assert "Your cell of Halve ends in an error. KernelLost: it was stopped." in step


def test_where_a_cell_does_not_parse_is_a_line_of_it(doubling: Assignment) -> None:
    own = [error_output("SyntaxError", "unmatched ')' (<ipython-input-1-d4269033ab7c>, line 25)")]
    notebook = executed(doubling, {"halve": own})
    soup = BeautifulSoup(page(doubling, notebook, ("halve-two",)), "html.parser")
    assert "SyntaxError: unmatched ')' (line 25)." in soup.select_one("p.next").get_text()


def test_a_file_that_could_not_be_read_comes_first(doubling: Assignment) -> None:
    notebook = executed(doubling, {})
    put_remarks(notebook, [Remark("a <b>.ipynb is empty.", unreadable=True)])
    text = page(doubling, notebook)
    assert "a &lt;b&gt;.ipynb is empty" in text
    assert "Repair the file" in text


def hostile_page(doubling: Assignment, attack: str) -> str:
    bundle = {
        "text/plain": attack,
        "text/html": attack,
        "text/markdown": attack,
        "image/svg+xml": attack,
        "application/javascript": attack,
    }
    shown = [
        new_output("stream", name="stdout", text=attack),
        new_output("display_data", data=bundle),
        new_output("display_data", data={"text/plain": attack}),
        new_output("display_data", data={"image/png": f'iVBORw0KGgo="><{attack}'}),
        error_output(attack, attack, [attack]),
    ]
    failure = CheckFailed(attack, expected=attack, got=attack, hint=attack, reread=attack)
    notebook = executed(doubling, {"double": shown, "double-one": lost(failure, attack)})
    notebook = fill_in(notebook, {"double": attack})
    notebook.cells += [new_code_cell(attack, outputs=shown), new_markdown_cell(attack)]
    put_remarks(notebook, [Remark(attack)])
    return page(doubling, notebook, ("double-one",), double=attack)


ERROR = {"output_type": "error", "ename": "", "evalue": "", "traceback": [""]}
FORGED = [
    ERROR,
    {"output_type": "error"},
    ERROR | {"traceback": None},
    ERROR | {"traceback": [None, 7, {}], "ename": ["x"]},
    ERROR | {"traceback": ["\n\n"], "evalue": "\u2028"},
    {"output_type": "error", "ename": "E", "evalue": "", "traceback": "text"},
    {"output_type": "stream"},
    {"output_type": "stream", "text": ["a", 7, None]},
    {"output_type": "display_data"},
    {"output_type": "display_data", "data": None},
    {"output_type": "display_data", "data": {"image/png": ["é"], "text/html": {"a": 1}}},
    {"output_type": "display_data", "data": {"image/png": 7, "text/plain": ["a", "b"]}},
    {"output_type": "display_data", "data": {TABLE: "no table"}},
    {"output_type": "display_data", "data": {TABLE: {"problem": 7, "reread": ["x"], "got": None}}},
    {"output_type": "unheard of", "data": {TABLE: None}},
    {"data": []},
    {},
]


@pytest.mark.parametrize("forged", FORGED, ids=repr)
def test_no_output_that_can_be_forged_stops_a_page(
    doubling: Assignment, forged: dict[str, Any]
) -> None:
    outputs = [NotebookNode(forged)]
    notebook = executed(doubling, {"halve": outputs, "halve-two": outputs})
    notebook.cells.append(new_code_cell("mine"))
    notebook.cells[-1].outputs = outputs
    assert "Halve" in page(doubling, notebook, ("halve-two",))
    score = Score("ada", "doubling", 4, 6, {})
    assert observations_of(score, doubling, notebook)


def test_an_error_that_says_nothing_is_shown_as_one(doubling: Assignment) -> None:
    notebook = executed(doubling, {"halve": [NotebookNode(ERROR | {"ename": "ValueError"})]})
    soup = BeautifulSoup(page(doubling, notebook, ("halve-two",)), "html.parser")
    assert "ends in an error. ValueError." in soup.select_one("p.next").get_text()


def test_no_text_is_shown_in_another_order_than_it_is_read(doubling: Assignment) -> None:
    attack = "x = 1  # \u202e\u2066 rorre\x9b31m"
    text = hostile_page(doubling, attack)
    assert not set("\u202e\u2066\x9b") & set(text)
    assert "⟨U+202E⟩" in text


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_that_a_student_wrote_can_run_or_fetch(doubling: Assignment, attack: str) -> None:
    text = hostile_page(doubling, attack)
    web_links = r'<a href="https://evil.example">'  # Markdown of instructors may link
    assert_harmless(re.sub(web_links, "<a>", text))


@pytest.mark.browser
def test_a_browser_runs_and_fetches_nothing(doubling: Assignment, tmp_path: Path) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("BROWSER TESTS NOT RUN: there is no Chromium on PATH")
    events: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 390, "height": 800})
        tab.on("dialog", lambda dialog: (events.append(dialog.message), dialog.dismiss()))
        tab.on("console", lambda message: events.append(message.text))
        for number, attack in enumerate(HOSTILE):
            path = tmp_path / f"{number}.html"
            path.write_text(hostile_page(doubling, attack), errors="replace")
            requests: list[str] = []
            tab.on("request", lambda request, seen=requests: seen.append(request.url))
            tab.goto(path.as_uri())
            tab.wait_for_timeout(100)
            assert tab.url == path.as_uri()
            foreign = [url for url in requests if not url.startswith(("data:", "file:"))]
            assert foreign == []
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        browser.close()
    assert events == []


def test_a_picture_is_shown_and_what_is_none_is_not(doubling: Assignment) -> None:
    def images(picture: str) -> list:
        output = new_output("display_data", data={"image/png": picture})
        text = page(doubling, executed(doubling, {"double": [output]}))
        return BeautifulSoup(text, "html.parser").find_all("img")

    [image] = images("iVBORw0KGgo=\n")
    assert image["src"] == "data:image/png;base64,iVBORw0KGgo="
    assert image["alt"]
    assert images("PHN2Zz4=") == []


def test_html_keeps_its_structure() -> None:
    table = "<table border=1 style='x'><tr><th scope='row'>a</th><td colspan=2>1</td></tr></table>"
    kept = '<table><tbody><tr><th scope="row">a</th><td colspan="2">1</td></tr></tbody></table>'
    assert sanitised(table) == kept
    assert "<em>so</em>" in markdown("*so*")


def test_html_of_any_depth_is_cleaned_at_once() -> None:
    started = time.monotonic()
    deep = sanitised("<i><b>" * 16_000 + "<script>x()</script><style>p{}</style>end")
    assert time.monotonic() - started < 2  # 13 seconds with a parser in Python
    assert "end" in deep
    assert "x()" not in deep
    assert "p{}" not in deep


def test_links_lead_into_the_web_or_nowhere() -> None:
    for address in ("javascript:x()", "data:text/html,x", "file:///etc/passwd"):
        link = BeautifulSoup(sanitised(f"<a href='{address}'>a</a>", links=True), "html.parser").a
        assert not link.get("href")
    kept = BeautifulSoup(markdown("[a](https://x.org)"), "html.parser").a
    assert kept["href"] == "https://x.org"


def test_a_page_is_built_for_every_reader(doubling: Assignment) -> None:
    text = page(
        doubling, executed(doubling, {"halve-two": lost(CheckFailed("no"))}), ("halve-two",)
    )
    soup = BeautifulSoup(text, "html.parser")
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("h1")) == len(soup.find_all("main")) == 1
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("h[1-6]"))]
    assert max(b - a for a, b in itertools.pairwise(levels)) <= 1
    names = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(names) == len(set(names))
    for link in soup.select("a[href^='#']"):
        assert link["href"][1:] in names
    for labelled in soup.select("[aria-labelledby]"):
        assert labelled["aria-labelledby"] in names


def tokens(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def test_colours_are_those_of_the_book() -> None:
    ours = (TEMPLATES / "course.css").read_text().split("@media (prefers-color-scheme: dark)")
    book = (ROOT / "book/assets/course.css").read_text() + (
        ROOT / "book/assets/boxes.css"
    ).read_text()
    for scheme, own in zip(("light", "dark"), ours, strict=True):
        theirs: dict[str, str] = {}
        for block in re.findall(rf'html\[data-theme="{scheme}"\] {{(.*?)}}', book, re.DOTALL):
            theirs = tokens(block) | theirs  # later blocks are for paper
        mine = tokens(own)
        assert mine["accent"] == theirs["pst-color-primary"]
        assert mine["accent-strong"] == theirs["pst-color-link-hover"]
        assert mine["text"] == theirs["pst-color-text-base"]
        assert mine["surface"] == theirs["pst-color-surface"]
        assert (mine["right"], mine["wrong"]) == (theirs["box-right"], theirs["box-wrong"])
        grounds = (mine["ground"], mine["surface"])
        inks = set(mine) - {"ground", "surface", "line", "mark"}
        worst = min(contrast(mine[ink], ground) for ink in inks for ground in grounds)
        assert worst >= 4.5


def contrast(ink: str, ground: str) -> float:
    lights = sorted(map(luminance, (ink, ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("slug", assignments.slugs())
def test_every_section_to_reread_is_in_its_chapter(slug: str) -> None:
    assignment = assignments.load(slug)
    chapter = (ROOT / f"{assignment.chapter}.md").read_text()
    headings = {re.sub(r"[`$]", "", h) for h in re.findall(r"^#+ (.+)$", chapter, re.MULTILINE)}
    text = (assignments.ASSIGNMENTS / slug / "assignment.md").read_text()
    wanted = set(re.findall(r"""reread["']?[=:] ?"([^"]+)\"""", text))
    assert wanted
    assert {anchor(section) for section in wanted} <= {anchor(heading) for heading in headings}


def test_after_the_first_a_page_takes_milliseconds(doubling: Assignment) -> None:
    notebook = executed(doubling, {"halve-two": lost(CheckFailed("no", got="1"))})
    page(doubling, notebook)
    times = []
    for number in range(5):
        solved = fill_in(notebook, {"halve": f"def halve(x):\n    return x / 2 + {number}\n" * 10})
        began = time.process_time()
        page(doubling, solved)
        times.append(time.process_time() - began)
    assert min(times) < 0.015
