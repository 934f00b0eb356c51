"""When a submission was handed in: nbgrader's ``timestamp.txt`` beside the notebook, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import parser

from autograder.base.whole_files import write_whole

TIMESTAMP = "timestamp.txt"
_LONGEST = 100  # characters
# hours from UTC; left out is what means several zones (CST, IST, BST)
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "HST": -10}
_ZONES |= {"AKST": -9, "AKDT": -8, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11}
_PLACE = re.compile(r"\s+([A-Za-z]+(?:/[A-Za-z_+-]+)+)$")  # Europe/Berlin


def read_time(folder: Path) -> datetime | None:
    """The time written in a folder, without a zone; None if there is none.

    `ValueError` if it cannot be understood.
    """
    path = folder / TIMESTAMP
    if path.is_symlink() or not path.is_file():
        return None
    with path.open(encoding="utf-8", errors="replace") as file:
        return parse_time(file.read(_LONGEST).strip())


def parse_time(text: str) -> datetime:
    """The time in UTC, without a zone, that a text names; `ValueError` if none or not for certain.

    nbgrader's own reader takes zones that it does not know for UTC, and "+0200" for 200 seconds.

    >>> parse_time("2026-07-01 12:00:00 EDT"), parse_time("2026-07-01 12:00:00 Europe/Berlin")
    (datetime.datetime(2026, 7, 1, 16, 0), datetime.datetime(2026, 7, 1, 10, 0))
    """
    place = _PLACE.search(text)
    try:
        moment = _parsed(text[: place.start()] if place else text)
        if place:
            moment = moment.replace(tzinfo=ZoneInfo(place[1]))
        elif moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(tzinfo=None)
    except (LookupError, ValueError, OverflowError, TypeError) as error:
        raise ValueError(f"{text!r} is no time of submission: {error}") from error


def _parsed(text: str) -> datetime:
    """What `dateutil` reads, where nothing of the date is left to today's."""
    first, second = (
        parser.parse(text, default=default, tzinfos=_zone)
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))
    )
    if first != second:
        raise ValueError("the date is not whole")
    return first


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    if name is None:
        return None
    if name not in _ZONES:
        raise ValueError(f"the time zone {name} is not known")
    return timezone(timedelta(hours=_ZONES[name]))


def write_time(folder: Path, moment: datetime | None) -> None:
    """Write a time as nbgrader does; None, which is "not known", removes what was written."""
    if moment is None:
        (folder / TIMESTAMP).unlink(missing_ok=True)
    else:
        write_whole(folder / TIMESTAMP, f"{moment.isoformat(' ')} UTC\n")
