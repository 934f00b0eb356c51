"""Collecting: of everything that was found, one notebook a student and assignment is taken.

Whatever is not taken is named with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from autograder.base.student_names import as_student
from autograder.base.submission_time import TIMESTAMP
from autograder.course.folder import Course
from autograder.course.roster import Roster
from autograder.submissions.collection.owners import is_own, somebody_else
from autograder.submissions.collection.server_names import Named, assignment_of, readings
from autograder.submissions.collection.sources import Found, RefusedError, opened

OF_THE_EXCHANGE = (TIMESTAMP, "submission_secret.txt")  # nbgrader's own, beside each notebook
_SUBMITTING = timedelta(minutes=10)  # at most, from the time in the name to the last file


@dataclass(frozen=True)
class Taken:
    """A notebook that is in ``submitted`` now; `state` is new, replaced or unchanged.

    `doubt` says why the time at which it was handed in may be another than its name says.
    """

    student: str
    assignment: str
    file: str
    state: str
    late: bool
    doubt: str = ""


@dataclass(frozen=True)
class Left:
    """A file that was not taken, and why; `problem` says whether somebody should look."""

    file: str
    reason: str
    problem: bool = True


@dataclass
class Collected:
    """What became of every file."""

    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Rules:
    """How files are told apart and which are wanted."""

    slugs: Sequence[str]
    only: str | None = None
    roster: Roster | None = None
    late: bool = True
    write: bool = True


@dataclass(frozen=True)
class _Candidate:
    found: Found
    named: Named
    student: str
    assignment: str


def collect(course: Course, sources: Iterable[Path], rules: Rules) -> Collected:
    """Take what is in `sources` into a course's ``submitted``; what became of every file."""
    collected = Collected()
    by_place: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    members = cache(lambda: _members(course))
    with ExitStack() as stack:
        for source in map(_handed_in, sources):
            exchange = _is_inbound(source)
            for found in stack.enter_context(opened(source)):
                if not found.refused and _is_junk(found):
                    continue
                try:
                    candidate = _candidate(found, rules, others, members, exchange)
                except RefusedError as error:
                    collected.left.append(Left(str(found), str(error)))
                    continue
                if candidate is not None:
                    by_place[candidate.student, candidate.assignment].append(candidate)
        for candidates in by_place.values():
            _take(course, candidates, rules, collected)
    with_notebook = {student for student, _ in by_place}
    for student, files in others.items():
        missing = student not in with_notebook
        reason = "not a notebook" + (", and this student handed in none" if missing else "")
        collected.left += [Left(file, reason, missing) for file in files]
    return collected


def _handed_in(source: Path) -> Path:
    """Of nbgrader's exchange what students handed in: beside it lies what they were given."""
    folders = source / "inbound", source / "outbound"
    return folders[0] if all(folder.is_dir() for folder in folders) else source


def _is_inbound(source: Path) -> bool:
    """Whether a folder is where nbgrader's exchange has what students handed in."""
    return source.name == "inbound" and source.with_name("outbound").is_dir()


def _is_junk(found: Found) -> bool:
    """Whether a program left the file there, not a student."""
    return any(part.startswith(".") or part == "__MACOSX" for part in found.path.parts)


def _members(course: Course) -> frozenset[str]:
    """Whom the gradebook knows."""
    if not course.root.is_dir():
        return frozenset()
    with course.gradebook() as gradebook:
        return frozenset(str(student.id) for student in gradebook.students)


def _candidate(
    found: Found,
    rules: Rules,
    others: dict[str, list[str]],
    members: Callable[[], Collection[str]],
    exchange: bool,
) -> _Candidate | None:
    """What a file could be taken for; `RefusedError` with the reason if for nothing."""
    if found.refused:
        raise RefusedError(found.refused)
    named = _reading(readings(found.path, rules.slugs), rules)
    if found.path.suffix.lower() != ".ipynb":
        if named and named.server != "folder" and found.path.name not in OF_THE_EXCHANGE:
            others[_student(named, rules.roster)].append(str(found))
        return None
    if named is None:
        raise RefusedError("its name does not say whose it is")
    if exchange and named.server != "exchange":  # everybody can write there, under any name
        raise RefusedError("its name is none that nbgrader's exchange gives")
    slug = assignment_of(named, rules.slugs)
    another = bool(rules.only and slug and slug != rules.only)
    if named.server == "exchange":
        if another:
            return None  # all assignments are handed in to one folder
        _require_own(found, named, members())
    student = _student(named, rules.roster)
    if another:
        raise RefusedError(f"it is named after another assignment, {slug}")
    slug = slug or rules.only
    if slug is None:
        raise RefusedError("its name is that of no assignment; say which with --assignment")
    if named.late and not rules.late:
        raise RefusedError("it is late")
    return _Candidate(found, named, student, slug)


def _require_own(found: Found, named: Named, members: Collection[str]) -> None:
    """`RefusedError` where a file of the exchange is not that student's."""
    for owner in found.owners:
        if other := somebody_else(owner, named.student, members):
            raise RefusedError(
                f"it says that it is {named.student}'s, but user {other} handed it in"
            )
    if len(found.owners) > 1:
        raise RefusedError("it and the folder around it are not one user's")


def _doubt(found: Found, named: Named) -> str:
    """What speaks against the time in a name of the exchange, which a student can choose."""
    own = any(is_own(owner, named.student) for owner in found.owners)
    if named.server != "exchange" or named.moment is None or found.changed is None or not own:
        return ""
    changed = datetime.fromtimestamp(found.changed, UTC).replace(tzinfo=None)
    if changed - named.moment < _SUBMITTING:
        return ""
    return (
        f"by its name it was handed in at {named.moment:%Y-%m-%d %H:%M} UTC, but it was changed at "
        f"{changed:%Y-%m-%d %H:%M} UTC; say yourself whether it is late"
    )


def _reading(possible: list[Named], rules: Rules) -> Named | None:
    """The one meaning of a name; what a student can have made of it to seem another is refused."""
    if len(possible) < 2:
        return possible[0] if possible else None
    known = [named for named in possible if _agree(named, rules.roster)]
    if len(known) == 1:
        return known[0]
    # of three numbers the middle one is Canvas's: no student can make the first two another's
    if len(possible) == 2 and assignment_of(possible[1], rules.slugs):
        return possible[1]
    users = " or ".join(named.aliases[0] for named in possible)
    raise RefusedError(f"its name can be that of user {users}; rename it or use --roster")


def _agree(named: Named, roster: Roster | None) -> bool:
    """Whether a roster gives a user's number and name to one student."""
    if roster is None:
        return False
    by_number, by_name = (roster.find([alias]) for alias in (named.aliases[0], named.aliases[-1]))
    return by_number is not None and by_number == by_name


def _student(named: Named, roster: Roster | None) -> str:
    if roster is None:
        student = as_student(named.student)
        if not student:
            raise RefusedError("its name does not say whose it is")
        return student
    student = roster.find(named.aliases)
    if student is None:
        raise RefusedError(f"{named.aliases[-1]} is not in the roster, or there more than once")
    return student


def _take(course: Course, own: list[_Candidate], rules: Rules, collected: Collected) -> None:
    """Take the newest of one student's files for one assignment."""
    chosen, older, reason = _choice(own, by_roster=rules.roster is not None)
    if chosen is None:
        collected.left += [Left(str(c.found), reason) for c in own]
        return
    collected.left += [Left(str(c.found), reason, False) for c in older]
    file = str(chosen.found)
    try:
        content, moment = chosen.found.read(), chosen.named.moment
        whose = chosen.student, chosen.assignment
        state = course.submit(*whose, content, moment=moment, dry=not rules.write)
    except RefusedError as error:
        collected.left.append(Left(file, str(error)))
        return
    late = chosen.named.late
    doubt = _doubt(chosen.found, chosen.named)
    collected.taken.append(Taken(chosen.student, chosen.assignment, file, state, late, doubt))


def _choice(
    own: list[_Candidate], by_roster: bool
) -> tuple[_Candidate | None, list[_Candidate], str]:
    """The file that counts, those that it replaces, and the reason why, or why there is none."""
    people = {(c.named.server, c.named.aliases[0]) for c in own}
    if not by_roster and len(people) > len({server for server, _ in people}):
        names = ", ".join(sorted(name for _, name in people))
        return None, [], f"two students would get the same name ({names}); use --roster"
    named_so = [c for c in own if assignment_of(c.named, [c.assignment])]
    newest = max(c.named.rank for c in named_so or own)
    best = [c for c in named_so or own if c.named.rank == newest]
    if len(best) > 1 or (not named_so and len({c.named.stem for c in own}) > 1):
        return None, [], "this student handed in several, and their names do not say which counts"
    older = [c for c in own if c is not best[0]]
    return best[0], older, f"{best[0].found} counts instead"
