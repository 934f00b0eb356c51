"""``pytest --changed`` leaves out what passed here, until something changes that it hangs on.

Plain ``pytest`` runs every test, and a fresh clone has no memory. A test that fails or is skipped
is never left out. What each test hangs on says `inputs.py`; a test that reads more fails. Which
files of the built site a browser is sent during a test, only the test can tell: they are noted.
"""

import inspect
import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.base.whole_files import write_whole

from . import inputs

HELD = inputs.ROOT / "build" / "tests" / "passed.json"
OPENING = {"open", "os.listdir", "os.scandir"}
LOOK_EVERYWHERE = {  # modules, and the event by which one is known
    "open": "hypothesis.internal.constants_ast",  # seeks numbers to try in all that is imported
    "os.listdir": "importlib._bootstrap_external",  # seeks a module along `sys.path`
}
Passed = tuple[str, dict[str, str]]  # the digest of its inputs, and of each file that it was sent


def known() -> dict[str, Passed]:
    """Return with what each test passed; empty where nobody remembers."""
    try:
        held = json.loads(HELD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: (key, sent) for name, (key, sent) in held.items()} if _is_ours(held) else {}


def _is_ours(held: object) -> bool:
    """Whether a memory has today's form; an older one is forgotten."""
    return isinstance(held, dict) and all(
        isinstance(it, list) and len(it) == 2 for it in held.values()
    )


def inputs_of(item: pytest.Item) -> str:
    """Return the digest of all that a test hangs on, before it runs."""
    file, parameters = test_file(item), parameters_of(item)
    if visited := parameters.get("visited"):
        return inputs.digest_of_page(visited[0], file)
    return inputs.digest(file, parameters.get("slug"))


def test_file(item: pytest.Item) -> str:
    return item.path.relative_to(inputs.ROOT).as_posix()


def parameters_of(item: pytest.Item) -> dict[str, object]:
    return item.callspec.params if hasattr(item, "callspec") else {}


class Selection:
    """In each process that collects: leaves out what has not changed."""

    def __init__(self, leaves_out: bool):
        self._known = known() if leaves_out else {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list) -> None:
        kept, left = [], []
        for item in items:
            item.user_properties.append(("inputs", key := inputs_of(item)))
            (left if self._has_passed(item.nodeid, key) else kept).append(item)
        items[:] = kept
        config.hook.pytest_deselected(items=left)
        getattr(config, "workeroutput", {})["left_out"] = len(left)

    def _has_passed(self, name: str, key: str) -> bool:
        before, was_sent = self._known.get(name, ("", {}))
        return before == key and all(inputs.sent(it) == sum_ for it, sum_ in was_sent.items())


class Memory:
    """In the process that reports: remembers what passed, and says how much was left out."""

    def __init__(self) -> None:
        self._passed: dict[str, Passed] = {}
        self._others: set[str] = set()
        self._left_out = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        self._passed[report.nodeid] = told.get("inputs", ""), told.get("sent", {})
        if not report.passed:
            self._others.add(report.nodeid)

    def pytest_deselected(self, items: list) -> None:
        self._left_out = len(items)

    def pytest_testnodedown(self, node) -> None:
        self._left_out = getattr(node, "workeroutput", {}).get("left_out", 0)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        passed = {name: key for name, key in self._passed.items() if name not in self._others}
        kept = {name: key for name, key in known().items() if name not in self._others}
        HELD.parent.mkdir(parents=True, exist_ok=True)
        write_whole(HELD, json.dumps(kept | passed))
        if self._left_out and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._left_out:
            terminalreporter.write_line(
                f"{self._left_out} left out: they passed here, and nothing that they hang on "
                "has changed (FULL=--full leaves nothing out)"
            )


class Watch:
    """Notes what a test opens: in rooms that it is not said to look into, and in the built site."""

    def __init__(self) -> None:
        self._item: pytest.Item | None = None
        self._asking = threading.local()  # the server of the site has threads of its own
        self.strange: set[str] = set()
        self.sent: set[str] = set()
        sys.addaudithook(self._hook)

    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        self.strange.clear()
        self.sent.clear()
        self._item = item

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        self._item = None
        item.user_properties.append(("sent", {it: inputs.sent(it) for it in sorted(self.sent)}))

    def _hook(self, event: str, arguments: tuple) -> None:
        if event not in OPENING or not (item := self._item) or vars(self._asking):
            return
        if isinstance(arguments[0], str | os.PathLike):
            self._asking.now = True  # what is opened in here must not be noted too
            path = Path(os.path.abspath(arguments[0]))  # noqa: PTH100 (not its target)
            self._note(path, item, LOOK_EVERYWHERE.get(event, ""))
            del self._asking.now

    def _note(self, path: Path, item: pytest.Item, exempt: str) -> None:
        if path.is_relative_to(site := inputs.site()):
            self.sent.add(path.relative_to(site).as_posix())
        elif path.is_relative_to(inputs.ROOT):
            file = path.relative_to(inputs.ROOT).as_posix()
            if not self._may_read(file, item) and not _asked_by(exempt):
                self.strange.add(file)

    @staticmethod
    def _may_read(file: str, item: pytest.Item) -> bool:
        made = not (inputs.room(file) or inputs.is_kept(file)) or "__pycache__" in file
        return made or inputs.is_input(file, test_file(item), parameters_of(item).get("slug"))


def _asked_by(module: str) -> bool:
    """Whether a function of this module is at work."""
    frame = inspect.currentframe()
    while frame and frame.f_globals.get("__name__") != module:
        frame = frame.f_back
    return frame is not None


@pytest.fixture(autouse=True)
def reads_its_inputs_only(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    watch = request.config.pluginmanager.get_plugin("watch")
    assert not watch.strange, (
        f"opens {sorted(watch.strange)[0]}: say in tests/inputs.py that it looks into that room"
    )
