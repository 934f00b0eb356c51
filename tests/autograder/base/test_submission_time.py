"""A time of submission is what it says in its own zone, or cannot be read."""

from datetime import datetime
from pathlib import Path

import pytest

from autograder.base.submission_time import parse_time, read_time, write_time


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-07-01 12:00:00 UTC", 12),
        ("2026-07-01 12:00:00", 12),
        ("2026-07-01T12:00:00Z", 12),
        ("2026-07-01 12:00:00 EDT", 16),
        ("2026-07-01 12:00:00 PST", 20),
        ("2026-07-01 12:00:00 CEST", 10),
        ("2026-07-01 12:00:00 JST", 3),
        ("2026-07-01 12:00:00 +0200", 10),
        ("2026-07-01 12:00:00 -0330", 15.5),
        ("Wed, 01 Jul 2026 12:00:00 +0200", 10),
        ("2026-07-01 12:00:00 Europe/Berlin", 10),
        ("2026-07-01 12:00:00.5 UTC", 12),
    ],
)
def test_zones_are_understood(text: str, hour: float) -> None:
    moment = datetime(2026, 7, 1, int(hour), int(hour % 1 * 60))
    assert parse_time(text).replace(microsecond=0) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01 12:00:00 IST",
        "2026-07-01 12:00:00 CST",
        "2026-07-01 12:00:00 XYZ",
        "2026-07-01 12:00:00 Europe/Atlantis",
        "2026-07-01 12:00:00 ../../etc/passwd",
        "12:00 +0200",
        "yesterday",
        "",
        "0001-01-01 00:00:00 +1200",
        "2026-13-01 12:00:00 UTC",
    ],
)
def test_what_is_not_certain_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match="no time of submission"):
        parse_time(text)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    moment = datetime(2026, 7, 1, 12, 0, 0, 500)
    write_time(tmp_path, moment)
    assert read_time(tmp_path) == moment
    write_time(tmp_path, None)
    assert read_time(tmp_path) is None
