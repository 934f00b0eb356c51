"""The few system calls that Python's standard library does not offer, by way of the C library."""

from __future__ import annotations

import ctypes
import functools
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT = 1, 2, 4, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)  # Windows has none: not at import


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name, for new ones."""
    _check(_libc().unshare(flags), "unshare")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system."""
    arguments = (source.encode(), target.encode(), kind.encode(), flags, options.encode())
    _check(_libc().mount(*arguments[:3], ctypes.c_ulong(flags), arguments[4]), f"mount {target}")


def die_with_parent(signal: int, parent: int) -> None:
    """Ask for a signal when the parent process ends; leave at once where it has ended already."""
    prctl(_PR_SET_PDEATHSIG, signal)
    if os.getppid() != parent:
        os._exit(1)


def set_dumpable(dumpable: bool) -> None:
    """Let other processes of this user look into this one, or not."""
    prctl(_PR_SET_DUMPABLE, int(dumpable))


def forbid_new_privileges() -> None:
    """Give up gaining rights by running another program."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def prctl(option: int, *arguments: int) -> None:
    """Set an attribute of this process."""
    padded = [ctypes.c_ulong(n) for n in (*arguments, 0, 0, 0, 0)[:4]]
    _check(_libc().prctl(ctypes.c_int(option), *padded), f"prctl {option}")


def drop_capabilities() -> None:
    """Give up every capability in this user namespace, for programs started from here too."""
    for capability in range(64):
        if _libc().prctl(24, ctypes.c_ulong(capability), 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            break
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    _check(_libc().capset(header, (ctypes.c_uint32 * 6)()), "capset")


def _check(result: int, what: str) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
