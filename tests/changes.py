"""``pytest --changed`` leaves out what passed here, until something changes that it hangs on.

Plain ``pytest`` runs every test, and a fresh clone has no memory. A test that fails or is skipped
is never left out. What each test hangs on says `inputs.py`; a test that reads more fails.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.base.whole_files import write_whole

from . import inputs

HELD = inputs.ROOT / "build" / "tests" / "passed.json"
OPENING = {"open", "os.listdir", "os.scandir"}


def known() -> dict[str, str]:
    """Return the digest of inputs with which each test passed; empty where nobody remembers."""
    try:
        return json.loads(HELD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def inputs_of(item: pytest.Item) -> str:
    """Return the digest of all that a test hangs on."""
    file = item.path.relative_to(inputs.ROOT).as_posix()
    if visited := getattr(item, "callspec", None) and item.callspec.params.get("visited"):
        return inputs.digest_of_page(visited[0], file)
    return inputs.digest(file)


class Selection:
    """In each process that collects: leaves out what has not changed."""

    def __init__(self, leaves_out: bool):
        self._known = known() if leaves_out else {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list) -> None:
        kept, left = [], []
        for item in items:
            item.user_properties.append(("inputs", key := inputs_of(item)))
            (left if self._known.get(item.nodeid) == key else kept).append(item)
        items[:] = kept
        config.hook.pytest_deselected(items=left)
        getattr(config, "workeroutput", {})["left_out"] = len(left)


class Memory:
    """In the process that reports: remembers what passed, and says how much was left out."""

    def __init__(self) -> None:
        self._passed: dict[str, str] = {}
        self._others: set[str] = set()
        self._left_out = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._passed[report.nodeid] = dict(report.user_properties).get("inputs", "")
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
    """Notes what a test opens in rooms that it is not said to look into."""

    def __init__(self) -> None:
        self._test = ""
        self.strange: set[str] = set()
        sys.addaudithook(self._hook)

    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        self.strange.clear()
        self._test = item.path.relative_to(inputs.ROOT).as_posix()

    def pytest_runtest_teardown(self) -> None:
        self._test = ""

    def _hook(self, event: str, arguments: tuple) -> None:
        if event in OPENING and self._test and isinstance(arguments[0], str | os.PathLike):
            test, self._test = self._test, ""  # what is asked here must not be noted too
            path = Path(os.path.abspath(arguments[0]))  # noqa: PTH100 (links are not followed)
            if path.is_relative_to(inputs.ROOT):
                file = path.relative_to(inputs.ROOT).as_posix()
                if not self._may_read(file, test):
                    self.strange.add(file)
            self._test = test

    @staticmethod
    def _may_read(file: str, test: str) -> bool:
        made = not inputs.longest(inputs.ROOMS, file) or "__pycache__" in file
        return made or inputs.is_input(file, test)


@pytest.fixture(autouse=True)
def reads_its_inputs_only(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    watch = request.config.pluginmanager.get_plugin("watch")
    assert not watch.strange, (
        f"opens {sorted(watch.strange)[0]}: say in tests/inputs.py that it looks into that room"
    )
