"""The one thing that a student should do next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from autograder.base.remarks import Remark
from autograder.results.feedback.graded_test import Link
from autograder.results.feedback.section import Section
from autograder.results.pages import counted


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next."""

    text: str
    target: str = ""
    link: Link | None = None


def next_step(sections: Collection[Section], remarks: Iterable[Remark]) -> NextStep:
    """Repair the file, or mend the first cell or test that needs it."""
    if any(remark.unreadable for remark in remarks):
        return NextStep("Repair the file, as said above, and hand it in again.")
    for section in sections:
        errors = [output.content for output in section.cell.outputs if output.kind == "error"]
        if errors and not all(test.settled for test in section.tests):
            what = _last_line(errors[-1]).rstrip(".")[:300]
            text = f"Your cell of {section.exercise.title} ends in an error. {what}."
            return NextStep(text, section.exercise.id)
        for test in section.tests:
            if test.settled:
                continue
            if test.state == "open":
                text = f"Solve {section.exercise.title}: {section.exercise.objective}."
                return NextStep(text, test.id)
            worth = counted(test.points - test.score, "point")
            text = f"{section.exercise.title}, test “{test.name}”, {worth}: {test.problem}"
            return NextStep(f"{text.splitlines()[0].rstrip('.')[:300]}.", test.id, test.link)
    every = all(section.held == len(section.tests) for section in sections)
    well = "Every test holds" if every else "Every test holds, or has its points by hand"
    if remarks:
        return NextStep(f"{well}. Read the remarks above before you hand in again.")
    return NextStep(f"{well}: there is nothing left to do here.")


def _last_line(text: str) -> str:
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "It says nothing")
    return re.sub(r"\(\S+, (line \d+)\)$", r"(\1)", last)  # the file is a cell without a name
