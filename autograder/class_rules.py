"""What a class's ``course.toml`` means for the rows of nbgrader's gradebook.

Points of a cell are its `max_score`, so Formgrader, our tables and every export count alike.
A due date, extensions and the late deduction are stored where nbgrader keeps its own; students'
names come from the roster. What ``course.toml`` does not say stays as somebody set it.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from nbgrader import api
from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Column, DateTime, Float, MetaData, String, Table, func, select
from sqlalchemy.exc import SAWarning

from autograder.assignment import Assignment
from autograder.collection.people import Person, read_people
from autograder.course_settings import CourseSettings

NO_NAME = "–"
_SET_ASIDE = Table(  # of exercises that do not count: nbgrader has no place for such grades
    "set_aside_grade",
    MetaData(),
    Column("grade_id", String(32), primary_key=True),
    *(Column(name, Float) for name in ("auto_score", "manual_score", "extra_credit", "max_score")),
)
_OWN_DUE = Table(  # what we stored, told apart from what somebody set in Formgrader
    "due_from_course_toml",
    MetaData(),
    Column("assignment_id", String(32), primary_key=True),
    Column("due", DateTime),
)
_POINTS = ("auto_score", "manual_score", "extra_credit")


def late_by(submission: Any, settings: CourseSettings) -> timedelta:
    """How long after the due date a submission came; extensions count, unknown times do not."""
    own = settings.of(submission.assignment.name)
    due = own.due or submission.assignment.duedate
    if due is None or submission.timestamp is None:
        return timedelta(0)
    more = own.extensions.get(submission.student_id, submission.extension) or timedelta(0)
    return max(submission.timestamp - due - more, timedelta(0))


def late_deduction(submission: Any, points: float, settings: CourseSettings) -> float:
    """The points that lateness takes off `points`."""
    return settings.late.deduction(points, late_by(submission, settings)) if settings.late else 0.0


def carry_over(gradebook: Gradebook, assignment: Assignment) -> None:
    """Let every cell count what the assignment says, and every grade keep its share of that.

    Grades of a part that does not count any more are set aside, and come back when it counts again.
    """
    session: Any = gradebook.db
    worth: dict[str, Any] = {
        test: p for e in assignment.exercises for test, p in e.points_by_test.items()
    }
    worth |= {answer.id: answer.points for answer in assignment.answers}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
        try:
            notebooks = gradebook.find_assignment(assignment.slug).notebooks
        except MissingEntry:
            return
        cells: list[Any] = [cell for notebook in notebooks for cell in notebook.grade_cells]
        for cell in cells:
            new: float = worth.get(cell.name, cell.max_score)
            if new != cell.max_score:
                for grade in cell.grades:
                    _carry_over(session, grade, float(cell.max_score), float(new))
                cell.max_score = new
        session.commit()


def _carry_over(session: Any, grade: Any, old: float, new: float) -> None:
    _SET_ASIDE.create(session.connection(), checkfirst=True)
    own = _SET_ASIDE.c.grade_id == grade.id
    values = {name: getattr(grade, name) for name in _POINTS}
    if not new:
        session.execute(_SET_ASIDE.delete().where(own))
        session.execute(_SET_ASIDE.insert().values(grade_id=grade.id, max_score=old, **values))
        values = {"auto_score": 0.0, "manual_score": None, "extra_credit": None}
    elif not old:
        kept = session.execute(_SET_ASIDE.select().where(own)).mappings().first()
        session.execute(_SET_ASIDE.delete().where(own))
        values, old = (dict(kept), kept["max_score"]) if kept else (values, 0.0)
    for name in _POINTS:
        value = values[name]
        scaled = value if value is None or not old or not new else value / old * new
        setattr(grade, name, scaled)
    if not new or not old:
        ungraded = grade.auto_score is None and grade.manual_score is None
        grade.needs_manual_grade = bool(new) and ungraded


def write_rules(gradebook: Gradebook, settings: CourseSettings, slugs: Iterable[str]) -> None:
    """Store due dates, extensions, late deductions and students' names where nbgrader looks."""
    session: Any = gradebook.db
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        row: Any = api.Assignment
        known: Any = session.scalars(select(row).where(row.name.in_(list(slugs)))).all()
        taken_back = {a.id for a in known if _store_due(session, a, settings.of(a.name).due)}
        ruled = {a.id for a in known if settings.late or settings.of(a.name).due} | taken_back
        for submission, notebook, points in _submitted(session, [a.id for a in known], ruled):
            own = settings.of(submission.assignment.name)
            if own.due or submission.assignment_id in taken_back:
                submission.extension = own.extensions.get(submission.student_id)
            late = late_deduction(submission, points, settings)
            if notebook and (settings.late or notebook.late_submission_penalty):
                notebook.late_submission_penalty = late or None
        write_names(gradebook, read_people(settings.roster) if settings.roster else {})
        session.commit()


def _submitted(
    session: Any, assignments: Collection[str], ruled: Collection[str]
) -> Iterable[tuple[Any, Any, float]]:
    """Submissions, notebooks and their points, in one query.

    None where no assignment is `ruled`, and none has a deduction that might be taken back.
    """
    submission, notebook = SubmittedAssignment, SubmittedNotebook
    deducted = select(notebook.id).where(notebook.late_submission_penalty.is_not(None)).limit(1)
    if not ruled and session.scalar(deducted) is None:
        return []
    points = func.coalesce(func.sum(Grade.score), 0.0)
    return session.execute(
        select(submission, notebook, points)
        .outerjoin(notebook, notebook.assignment_id == submission.id)
        .outerjoin(Grade, Grade.notebook_id == notebook.id)
        .where(submission.assignment_id.in_(assignments))
        .group_by(submission.id, notebook.id)
    ).all()


def _store_due(session: Any, assignment: Any, due: datetime | None) -> bool:
    """Store a due date, or take back the one that we stored; whether that was done."""
    _OWN_DUE.create(session.connection(), checkfirst=True)
    own = _OWN_DUE.c.assignment_id == assignment.id
    before = session.execute(_OWN_DUE.select().where(own)).mappings().first()
    session.execute(_OWN_DUE.delete().where(own))
    if due is not None:
        assignment.duedate = due
        session.execute(_OWN_DUE.insert().values(assignment_id=assignment.id, due=due))
    elif before is not None and before["due"] == assignment.duedate:
        assignment.duedate = None
        return True
    return False


def write_names(gradebook: Gradebook, people: Mapping[str, Person]) -> None:
    """Give the gradebook's students the names that a roster has for them; others keep theirs."""
    students: list[Any] = gradebook.students
    for student in students:
        person = people.get(student.id, Person())
        if person.first or person.last:
            student.first_name, student.last_name = person.first or NO_NAME, person.last or NO_NAME
            student.email = person.email or student.email
        elif student.last_name is None and student.first_name is None:
            student.last_name, student.first_name = student.id, NO_NAME  # Formgrader: "None, None"
