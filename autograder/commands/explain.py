"""Explain a grade: every point and its reason, what came off for lateness, and the sum."""

from __future__ import annotations

import argparse
import dataclasses
import json
import textwrap

from autograder.authoring import assignment as assignments
from autograder.base.errors import UsageError
from autograder.base.near_names import did_you_mean
from autograder.commands import Exit
from autograder.commands.console import console, say
from autograder.commands.options import add_course, chosen_course, graded_course
from autograder.results.explain import Explanation, explain

EXAMPLES = """\
  {prog} ada causal_masking
  {prog} ada causal_masking --json  # for other programs
"""
_WIDEST = 100


def add_options(parser: argparse.ArgumentParser) -> None:
    """Whose grade."""
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    add_course(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    """Look it up and print it."""
    if options.assignment not in assignments.slugs():
        raise UsageError(did_you_mean(options.assignment, assignments.slugs()))
    assignment = chosen_course(options).settings.load(options.assignment)
    course = graded_course(options, [assignment])
    known = course.students(assignment.slug)
    if options.student not in known:
        raise UsageError(f"among those who handed in, {did_you_mean(options.student, known)}")
    explanation = explain(course, assignment, options.student)
    if options.json:
        sums = {"score": round(explanation.score, 6), "max_score": explanation.most}
        say(json.dumps(dataclasses.asdict(explanation) | sums, indent=2, ensure_ascii=False))
    else:
        say("\n".join(lines(explanation, min(console.width, _WIDEST))))
    return Exit.OK


def lines(explanation: Explanation, width: int) -> list[str]:
    """The explanation as text: reasons on the left, points in columns on the right."""
    found = [f"{explanation.student}, {explanation.assignment}", ""]
    for part in explanation.parts:
        title = f"{part.title} (dropped: does not count)" if part.dropped else part.title
        found += _row(title, part.score, f"of {part.most:g}", width)
        for point in part.points:
            text = f"  {point.name}: {point.why}" if point.name != part.name else f"  {point.why}"
            found += _row(text, point.points, f"of {point.most:g}", width, "    ")
        if part.comment:
            comment = " ".join(part.comment.split())
            found += textwrap.wrap(f"  comment: {comment}", width, subsequent_indent="    ")
        found.append("")
    if explanation.late:
        found += _row(f"late: {explanation.late}", -explanation.late_deduction, "", width)
    found += _row("sum", explanation.score, f"of {explanation.most:g}", width)
    return found


def _row(text: str, points: float, of: str, width: int, indent: str = "  ") -> list[str]:
    value = f"{round(points, 2):g}"
    right = f"{value:>7} {of:<7}".rstrip()
    wrapped = textwrap.wrap(text, width - 23, subsequent_indent=indent) or [""]
    first, *more = wrapped
    return [f"{first:<{width - 23}}  {right}", *more]
