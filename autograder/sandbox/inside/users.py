"""One user of its own for each sandbox, also where several gradings run at once.

A user is taken by binding a name that only one socket of the machine can have. The kernel gives it
back when the process that took it ends, however it ends.
"""

from __future__ import annotations

import os
import socket

FIRST_USER = 64_000  # where the grader is root, its students are users from here on
MOST_USERS = 1000


def take_user() -> tuple[int, socket.socket]:
    """Return a user that no other sandbox has, and the socket that keeps it ours until closed."""
    held = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    for user in range(FIRST_USER, FIRST_USER + MOST_USERS):
        try:
            held.bind(f"\0autograder-user-{user}")
        except OSError:
            continue
        return user, held
    held.close()
    raise RuntimeError(f"all {MOST_USERS} users for sandboxes are taken")


def become(user: int) -> None:
    """Be this user, and its group alone, from now on (needs the right to)."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
