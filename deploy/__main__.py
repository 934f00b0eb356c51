"""The door: ``python -m deploy --help``; ``make class-in-a-box`` sets up first."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.commands.console import say, warn
from autograder.handout.student_package import ROOT
from deploy import hub, people, programs, run_as, settings, system_users
from deploy.hub import Door
from deploy.layout import Layout
from deploy.people import INSTRUCTOR, STUDENT

FOR_ALL, FOR_ONE = "/srv/how-llms-work", "build/class"
EXAMPLES = """\
examples:
  sudo make class-in-a-box ROSTER=roster.csv          # set up, then start
  sudo .venv/bin/python -m deploy                     # go on with the same class
  .venv/bin/python -m deploy --one-user --roster roster.csv   # to look at it, without sudo

Ctrl-C ends it; everything stays in the data folder. deploy/README.md says who does what.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run a class on this machine: JupyterHub, nbgrader's exchange, grading in the sandbox."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except UsageError as error:
        warn("error", str(error))
        return Exit.USAGE
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return Exit.ATTENTION


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m deploy",
        description=main.__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add(
        "--roster",
        type=Path,
        metavar="CSV",
        help="who is in the class: a column 'student'; adds whoever is new",
    )
    add(
        "--instructor",
        default=INSTRUCTOR,
        metavar="NAME",
        help="the instructor's user name, the first time (%(default)s)",
    )
    add(
        "--data",
        type=Path,
        metavar="FOLDER",
        help=f"where the class lies ({FOR_ALL}; with --one-user {FOR_ONE})",
    )
    add(
        "--programs",
        type=Path,
        metavar="FOLDER",
        help="where everybody's Python is made, which can be made again (programs/ in the data)",
    )
    add("--port", type=int, default=8000, metavar="N", help="where people come in (%(default)s)")
    add(
        "--address",
        default="127.0.0.1",
        metavar="IP",
        help="who can come in: this machine alone (%(default)s), or the network of that address",
    )
    add("--certificate", default="", metavar="PEM", help="for HTTPS; with --key")
    add("--key", default="", metavar="PEM", help="for HTTPS; with --certificate")
    add(
        "--without-tls",
        action="store_true",
        help="listen on the network without HTTPS: passwords can be read on the way, unless "
        "something in front brings HTTPS",
    )
    add(
        "--one-user",
        action="store_true",
        help="do without system users, at a price: everybody's code runs as you, and can read and "
        "change all work, grades and hidden tests; to try the class out, not to hold one",
    )
    add("--set-up-only", action="store_true", help="make the programs, start nothing")
    return parser


def _run(options: argparse.Namespace) -> int:
    _check(options)
    data = (options.data or Path(FOR_ONE if options.one_user else FOR_ALL)).resolve()
    layout = Layout(data, (options.programs or data / "programs").resolve())
    if options.set_up_only:
        _make_programs(layout)
        return Exit.OK
    door = Door(options.address, options.port, options.certificate, options.key)
    layout.hub.mkdir(parents=True, exist_ok=True)
    layout.hub.chmod(0o700)
    try:
        with FileLock(layout.hub / ".lock", timeout=0):
            hub.require_free(door)  # before minutes of work
            _make_programs(layout)
            return _hold(options, layout, door)
    except Timeout:
        raise UsageError(f"{data}: this class is running already") from None


def _make_programs(layout: Layout) -> None:
    programs.prepare(layout, say)
    hub.prepare_proxy(layout, say)


def _check(options: argparse.Namespace) -> None:
    if sys.platform != "linux":
        raise UsageError(
            "the class in a box needs Linux, as grading does: use a virtual machine "
            "or, on Windows, WSL"
        )
    if os.getuid() != 0 and not options.one_user:
        raise UsageError(
            "students' work is kept apart by system users, which needs root: start "
            "with sudo, or look at it alone with --one-user, at the price that "
            "--help names"
        )
    if os.getuid() == 0 and options.one_user:
        raise UsageError("--one-user as root would give everybody root's rights; leave it out")
    if bool(options.certificate) != bool(options.key):
        raise UsageError("--certificate and --key go together")
    try:
        on_loopback = ipaddress.ip_address(options.address).is_loopback
    except ValueError:
        raise UsageError(
            f"--address {options.address}: expected an IP address, such as 0.0.0.0 "
            "for every network of this machine"
        ) from None
    if not on_loopback and not options.certificate and not options.without_tls:
        raise UsageError(
            f"--address {options.address} is open to the network: give --certificate "
            "and --key, or say --without-tls where something in front brings HTTPS"
        )
    for name in ("certificate", "key"):
        if (path := getattr(options, name)) and not Path(path).is_file():
            raise UsageError(f"--{name} {path}: there is no such file")
    hub.require_packages()


def _hold(options: argparse.Namespace, layout: Layout, door: Door) -> int:
    roster = people.students_of(options.roster) if options.roster else {}

    def check(names: Iterable[str]) -> None:
        if not options.one_user:
            system_users.require_own(layout, names)

    everybody = people.join(layout.passwords, options.instructor, roster, check)
    [teacher] = [it.name for it in everybody.values() if it.role == INSTRUCTOR]
    students = [it.name for it in everybody.values() if it.role == STUDENT]
    if not students:
        raise UsageError("nobody is in the class yet: --roster CSV, with a column 'student'")
    if options.one_user:
        for name in everybody:
            layout.home(name).mkdir(parents=True, exist_ok=True)
        for room in ("outbound", "inbound", "feedback"):
            (layout.exchange_of_course / room).mkdir(parents=True, exist_ok=True)
        layout.exchange.chmod(0o777)
    else:
        system_users.require_walls(layout, ROOT)
        system_users.make(layout, everybody)
        system_users.share_out(layout, teacher)
    settings.write(layout, options.one_user)
    if trouble := run_as.try_programs(layout, students[0]):
        raise UsageError(f"{students[0]} cannot run {layout.python}: {trouble}")
    for person in everybody.values():
        if trouble := run_as.write_start(layout, person.name, person.role):
            warn("look", f"{person.name} has no page to start from: {trouble}")
    say("Bringing the instructor's course up to date")
    if trouble := run_as.release(layout, teacher):
        raise UsageError(f"the course could not be released: {trouble}")
    if roster and (trouble := run_as.enrol(layout, teacher, roster)):
        raise UsageError(f"the roster's names could not be written into the gradebook: {trouble}")
    trouble = run_as.try_sandbox(layout, teacher)

    def opened() -> None:
        say(f"open         {door.to_open}")
        say(f"instructor   {teacher}; the course is in {layout.course(teacher)}")
        say(f"students     {len(students)}; everybody's password is in {layout.passwords}")
        say(f"sandbox      {'works' if not trouble else 'NONE, so grading is refused'}")
        say(f"end          Ctrl-C; everything stays in {layout.data}")
        if trouble:
            warn("look", trouble)
        if options.one_user:
            warn("look", "--one-user: everybody can read and change everything; hold no class so")

    code = hub.run(layout, door, options.one_user, opened)
    say("Ended. The same command goes on with this class.")
    return code


if __name__ == "__main__":
    sys.exit(main())
