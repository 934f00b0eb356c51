"""Files that are whole or absent: written beside their place, then renamed.

Nothing but the standard library is imported: students' ``doctor`` writes through this module too.
Nothing is forced onto the disk: what a failing computer loses is made again from submissions.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_NAME_KEPT = 40  # characters; a part's name must not become longer than file systems allow


def write_whole(path: Path, text: str, errors: str = "strict") -> None:
    """Write a text as UTF-8; `errors` says what becomes of characters that UTF-8 has not.

    Raises `OSError` or `UnicodeEncodeError`; then the file is what it was before.
    """
    with part_of(path) as part:
        part.write_text(text, encoding="utf-8", errors=errors)


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Lend an empty file in the folder of `path`, which takes its place when the block ends well.

    Whatever the block raises, or `OSError` of the renaming, goes on to the caller; then the part
    is removed, and `path` is what it was before. Every writer has a part of its own: of several at
    once, the last one wins.
    """
    part = path.with_name(f".{path.name[:_NAME_KEPT]}.{os.urandom(8).hex()}.part")
    part.touch(exist_ok=False)  # with the permissions of any new file; tempfile's are 0600
    try:
        yield part
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to be told
            part.unlink()
        raise


def remove_lost_parts(folder: Path) -> None:
    """Remove what writers left that were killed; only for a folder that nobody else writes to.

    Raises `OSError` where a part cannot be removed.
    """
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)
