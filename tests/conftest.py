"""Shape-checked signatures: every call into course_lib is checked while the tests run."""

import matplotlib
import pytest
from hypothesis import settings
from jaxtyping import install_import_hook

matplotlib.use("agg")
install_import_hook("course_lib", "beartype.beartype")

# The same examples in every run, and no stopwatch: a busy machine must not fail a law.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full",
        action="store_true",
        help="kill, fuzz and accessibility tests at full length, attacks on the container too",
    )


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the long form of a test was asked for."""
    return request.config.getoption("--full")
