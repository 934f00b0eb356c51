"""One class, graded by stock nbgrader, by nbgrader with warm kernels, and by the engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.course.folder import Course
from benchmarks.grading.classes import submit_class
from benchmarks.grading.commands import (
    Use,
    engine,
    environment,
    graded,
    measure,
    require_conversion,
    stock,
)
from benchmarks.grading.dask import Murder, cluster
from benchmarks.grading.provisioned import PROVISIONER, registered
from benchmarks.measure import Row

PORT = 18_790


def compare(assignment: Assignment, count: int, folder: Path) -> list[Use]:
    """Grade the same class with each system, in a folder of its own."""
    slug = assignment.slug

    def course(name: str) -> Course:
        made = Course.at(folder / name)
        made.release([assignment])
        (made.root / ".secret").write_bytes(b"one secret for all systems")
        submit_class(made, assignment, count)
        return made

    def run(name: str, command: list[str], env: dict[str, str] | None = None) -> Use:
        made = course(name.replace(" ", "_"))
        use = measure(name, command, made.root, env)
        if "nbgrader" in command:
            require_conversion(made.root)
        return graded(use, made, slug)

    warm = environment(JUPYTER_DEFAULT_PROVISIONER_NAME=PROVISIONER)
    uses = [
        run("stock nbgrader", stock(slug)),
        run("nbgrader, warm kernels", stock(slug), registered(folder, warm)),
        run("engine, serial", engine(slug, "--jobs", "1")),
        run("engine, 2 jobs", engine(slug, "--jobs", "2")),
    ]
    with cluster(folder, PORT) as (address, workers):
        murder = Murder(address, workers)
        use = run("engine, Dask, one killed", engine(slug, "--scheduler", address))
        murder.finish()
        # the workers are no descendants of the command, so only its wall time says something
        return [*uses, replace(use, cpu=0.0, note=f"killed {murder.done or 'nobody'}")]


def rows(uses: list[Use], count: int) -> list[Row]:
    """Lines of the table: submissions a minute, and the ratios to stock."""
    first, made = uses[0], []
    for use in uses:
        same = "same scores" if use.scores == first.scores else "DIFFERENT SCORES"
        note = ", ".join(filter(None, (same, use.note, f"{use.peak:.0f} MiB")))
        main = use.name == "engine, 2 jobs"
        speed = first.wall / use.wall
        made.append(
            Row("grading", use.name, 60 * count / use.wall, "a minute", "stock", speed,
                12.0 if main else None, note)
        )  # fmt: skip
        if use.cpu:
            made.append(
                Row("grading", use.name, use.cpu / count, "CPU s each", "stock",
                    first.cpu / use.cpu, 8.0 if main else None)
            )  # fmt: skip
    return made
