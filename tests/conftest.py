"""Shape-checked signatures, the same examples in every run, and where the time went."""

from collections import Counter

import matplotlib
import pytest
from hypothesis import settings
from jaxtyping import install_import_hook

from tests.changes import Memory, Selection, Watch, reads_its_inputs_only

__all__ = ["reads_its_inputs_only"]
WATCH = Watch()

matplotlib.use("agg")
install_import_hook("course_lib", "beartype.beartype")

# The same examples in every run, and no stopwatch: a busy machine must not fail a law.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")

LISTED = 25  # files with the most seconds; the others share a line


class TimeOfFiles:
    """Sums, for each file of tests, what set-up, calls and tear-down took, in all workers."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid.partition("::")[0]] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        total = self.seconds.total()
        terminalreporter.section(f"where the time went: {total:.0f} s in all workers")
        ranked = self.seconds.most_common()
        for name, seconds in ranked[:LISTED]:
            terminalreporter.write_line(f"{seconds:8.1f} s {seconds / total:5.1%}  {name}")
        if rest := ranked[LISTED:]:
            seconds = sum(s for _, s in rest)
            terminalreporter.write_line(
                f"{seconds:8.1f} s {seconds / total:5.1%}  {len(rest)} more"
            )


def pytest_configure(config: pytest.Config) -> None:
    changed, full = config.getoption("--changed"), config.getoption("--full")
    config.pluginmanager.register(Selection(leaves_out=changed and not full))
    config.pluginmanager.register(WATCH, "watch")
    if not hasattr(config, "workerinput"):  # the workers' reports come together in their controller
        config.pluginmanager.register(TimeOfFiles())
        config.pluginmanager.register(Memory())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--changed",
        action="store_true",
        help="only tests that have not passed here with what they hang on now",
    )
    parser.addoption(
        "--full",
        action="store_true",
        help="kill, fuzz and accessibility tests at full length, attacks on the container too",
    )


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the long form of a test was asked for."""
    return request.config.getoption("--full")
