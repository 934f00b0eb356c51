"""Files of a folder or of a zip archive, read with caps and without following anything.

An archive is never unpacked: what is wanted of it is read into memory, one file at a time. Links,
devices and files whose path leads out of the source are not read at all.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.base.errors import UsageError
from autograder.base.limits import LARGEST_NOTEBOOK, MIB
from autograder.base.plain_files import NotPlainError, open_plain

MOST_FILES = 20_000
DEEPEST = 8  # folders
LARGEST_SOURCE = 4 * 2**30  # bytes, all files together, unpacked
LARGEST_DIRECTORY = 16 * 2**20  # bytes of an archive's list of files
_PIECE = 2**16


class RefusedError(Exception):
    """A file that is not taken; the message says why."""


@dataclass(frozen=True)
class Found:
    """A file of a source: its path in there, and how to read it.

    `owners` are the numbers of the users whose file, and whose folder in the source, it is, where
    this machine's system says so; `changed` is when either was last changed, by the system's clock.
    """

    path: PurePosixPath
    read: Callable[[], bytes]
    refused: str = ""
    owners: frozenset[int] = frozenset()
    changed: float | None = None

    def __str__(self) -> str:
        """The path, fit for a screen."""
        return "".join(c if c.isprintable() else "?" for c in str(self.path))


@contextmanager
def opened(source: Path) -> Iterator[Iterator[Found]]:
    """The files of a folder, of a zip archive, or the one notebook that `source` is."""
    if source.is_dir():
        yield _in_folder(source)
    elif not source.is_file():
        raise UsageError(f"{source}: there is no such folder or file")
    elif source.suffix == ".ipynb":
        yield iter([Found(PurePosixPath(source.name), lambda: _read_file(source))])
    else:
        try:
            with _Bounded(source, "rb") as file, zipfile.ZipFile(file) as archive:
                yield _in_archive(archive, source)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise UsageError(f"{source} is not a zip archive that can be read: {error}") from error


def _in_folder(root: Path) -> Iterator[Found]:
    seen: Counter[int] = Counter()
    unread: list[OSError] = []
    for folder, folders, names in os.walk(root, followlinks=False, onerror=unread.append):
        inside = PurePosixPath(Path(folder).relative_to(root).as_posix())
        for name in sorted(folders):
            if reason := _not_entered(Path(folder) / name, len(inside.parts)):
                folders.remove(name)
                yield Found(inside / name, _nothing, reason)
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            try:
                states = path.lstat(), (root / (inside / name).parts[0]).lstat()
            except OSError as error:  # gone meanwhile
                yield Found(inside / name, _nothing, f"{error.strerror}")
                continue
            owner = states[1].st_uid
            seen[owner] += 1
            if seen[owner] <= MOST_FILES:
                yield _found(path, inside / name, *states)
            elif owner == _collector():
                raise UsageError(f"{root} holds more than {MOST_FILES} files; collect a part of it")
            elif seen[owner] == MOST_FILES + 1:  # nobody can keep others from being collected
                reason = f"this user has more than {MOST_FILES} files here, and no more are read"
                yield Found(inside / name, _nothing, reason)
    for error in unread:
        path = Path(str(error.filename)).relative_to(root)
        yield Found(PurePosixPath(path.as_posix()), _nothing, f"{error.strerror}")


def _found(path: Path, inside: PurePosixPath, file: os.stat_result, top: os.stat_result) -> Found:
    owners = frozenset((file.st_uid, top.st_uid)) if _collector() is not None else frozenset[int]()
    changed = max(file.st_ctime, top.st_ctime)
    return Found(inside, lambda: _read_file(path, file), owners=owners, changed=changed)


def _collector() -> int | None:
    return os.geteuid() if hasattr(os, "geteuid") else None


def _not_entered(folder: Path, depth: int) -> str:
    """Why nothing in a folder is looked at, or nothing."""
    if folder.is_symlink():
        return "it is a link to a folder, and links are not followed"
    if depth >= DEEPEST:
        return f"it lies more than {DEEPEST} folders deep"
    return ""


def _nothing() -> bytes:
    return b""


def _read_file(path: Path, known: os.stat_result | None = None) -> bytes:
    """A file's content; of another than was `known` under this name, `RefusedError`."""
    try:
        with open_plain(path) as file:
            # a folder above it can have become a link to what only the collector may read
            if known and not os.path.samestat(os.fstat(file.fileno()), known):
                raise RefusedError("it was replaced while it was collected; collect again")
            return _capped(file)
    except NotPlainError as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(f"{error.strerror}") from error


class _Bounded(io.FileIO):
    """A file that does not read an endless list of an archive's files into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        asked = LARGEST_DIRECTORY if size is None or size < 0 else size
        if asked > LARGEST_DIRECTORY:
            raise zipfile.BadZipFile("its list of files is too long")
        return super().read(asked) or b""


def _in_archive(archive: zipfile.ZipFile, source: Path) -> Iterator[Found]:
    if len(archive.infolist()) > MOST_FILES:
        raise UsageError(f"{source} holds more than {MOST_FILES} files")
    unpacked = 0

    def read(entry: zipfile.ZipInfo) -> bytes:
        nonlocal unpacked
        try:
            with archive.open(entry) as file:
                data = _capped(file)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise RefusedError(f"it cannot be unpacked: {error}") from error
        except (RuntimeError, NotImplementedError) as error:  # a password, an unknown method
            raise RefusedError(f"it cannot be unpacked: {error}") from error
        unpacked += len(data)
        if unpacked > LARGEST_SOURCE:
            raise UsageError(f"{source} unpacks to more than {LARGEST_SOURCE // 2**30} GiB")
        return data

    for entry in archive.infolist():
        if entry.is_dir():
            continue
        reason = _unsafe(entry)
        path = PurePosixPath(entry.filename[:200] if reason else entry.filename)
        yield Found(path, lambda entry=entry: read(entry), reason)


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Why an entry of an archive must not be read, or nothing."""
    name = entry.filename
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or re.match(r"[A-Za-z]:", name):
        return "its path leads out of the archive"
    if (
        len(parts) > DEEPEST + 1
        or re.search(r"[\x00-\x1f\x7f]", name)
        or "\0" in entry.orig_filename
    ):
        return "its path is not one that a server makes"
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link" if stat.S_ISLNK(mode) else "it is not a plain file"
    return ""


def _capped(file: IO[bytes]) -> bytes:
    """All of a file, counted while it is read: what an archive says of its sizes may be a lie."""
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > LARGEST_NOTEBOOK:
            raise RefusedError(f"it is larger than {LARGEST_NOTEBOOK // MIB} MiB")
    return bytes(data)
