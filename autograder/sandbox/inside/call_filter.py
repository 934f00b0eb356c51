"""A seccomp filter: system calls that no exercise needs and attacks on the kernel like.

A refused call fails with "operation not permitted"; `clone3` with "not implemented", so that the
C library falls back on `clone`, whose flags can be seen.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from autograder.sandbox.inside.system_calls import CLONE_NEWUSER, forbid_new_privileges, prctl

_X86_64, _AARCH64 = 0xC000003E, 0xC00000B7
_ARCHITECTURES = {"x86_64": (_X86_64, 0), "aarch64": (_AARCH64, 1)}
_X32 = 0x40000000
_UNIX_AND_INTERNET = (1, 2, 10)  # socket families; no vsock, netlink, packet or crypto sockets

# name: its number on x86_64 and on aarch64
_REFUSED = {
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "open_by_handle_at": (304, 265),
    "memfd_create": (319, 279),  # memory that no limit counts
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
}
_PROGRAMS = {"execve": (59, 221), "execveat": (322, 281)}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16


def install() -> None:
    """Refuse these calls from now on, in this process and in all that it starts."""
    _install(_REFUSED)


def forbid_programs() -> None:
    """Refuse to start a program, too; a forked process is still what this one is."""
    _install(_PROGRAMS)


def _install(refused: dict[str, tuple[int, int]]) -> None:
    known = _ARCHITECTURES.get(platform.machine())
    if known is None:
        return  # the namespaces and limits still hold
    program = b"".join(_instructions(*known, refused))
    code = ctypes.create_string_buffer(program, len(program))
    # the kernel's struct sock_fprog: a count, padding, a pointer
    filter_program = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    held = ctypes.create_string_buffer(filter_program, len(filter_program))
    forbid_new_privileges()
    prctl(22, 2, ctypes.addressof(held))  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


def _instructions(
    architecture: int, column: int, refused: dict[str, tuple[int, int]]
) -> list[bytes]:
    refuse = _step(_RETURN, _ERRNO | errno.EPERM)
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 0, 1),
        refuse,
    ]
    for numbers in refused.values():
        steps += [_step(_EQUAL, numbers[column], 0, 1), refuse]
    missing = _step(_RETURN, _ERRNO | errno.ENOSYS)
    to_the_end = 4 + len(_UNIX_AND_INTERNET)  # past the check of sockets, which comes last
    steps += [_step(_EQUAL, _CLONE3[column], 0, 1), missing]
    steps += [
        _step(_EQUAL, _CLONE[column], 0, 3),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, CLONE_NEWUSER, 0, to_the_end),
        refuse,
    ]
    steps += [_step(_EQUAL, _SOCKET[column], 0, 2 + len(_UNIX_AND_INTERNET))]
    steps += [_step(_LOAD, _FIRST_ARGUMENT)]
    last = len(_UNIX_AND_INTERNET) - 1
    steps += [_step(_EQUAL, f, last - i + 1, 0) for i, f in enumerate(_UNIX_AND_INTERNET)]
    return [*steps, refuse, _step(_RETURN, _ALLOW)]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
