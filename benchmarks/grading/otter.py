"""otter-grader on an equivalent assignment: the same notebooks, the same tests.

`otter grade` wants Docker and an image of its own; `otter run` is its local way without, one
notebook a command. Its environment lives in `build/otter`, because its pins are not ours.
"""

from __future__ import annotations

import json
import sysconfig
import zipfile
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import source_notebook
from autograder.course.folder import Course
from benchmarks.grading.classes import submit_class
from benchmarks.grading.commands import ROOT, engine, measure
from benchmarks.measure import Row

OTTER = ROOT / "build" / "otter" / "bin" / "otter"
BAR = 30.0
_TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points}


@test_case()
def test_cell(env):
    exec({source!r}, env)
"""


def rows(assignment: Assignment, runs: int, count: int, folder: Path) -> list[Row]:
    """Seconds for each submission: `runs` of otter's, against a class of `count` of ours."""
    if not OTTER.is_file():
        return [Row("otter", "otter run", None, "", note="not installed: make bench-grading")]
    course = Course.at(folder / "course")
    course.release([assignment])
    submit_class(course, assignment, count)
    _write_zip(assignment, folder / "autograder.zip")
    _lend_packages()
    wall = cpu = 0.0
    points: list[float] = []
    students = course.students(assignment.slug)[:runs]
    for student in students:
        notebook = course.notebook("submitted", student, assignment.slug)
        command = [str(OTTER), "run", "-a", str(folder / "autograder.zip"), "-o", str(folder)]
        use = measure("otter run", [*command, "--no-logo", str(notebook)], folder)
        wall, cpu = wall + use.wall / len(students), cpu + use.cpu / len(students)
        results = json.loads((folder / "results.json").read_text())
        points.append(sum(test.get("score", 0) for test in results["tests"]))
    ours = measure("engine", engine(assignment.slug, "--jobs", "2"), course.root)
    earned = " ".join(f"{score:g}" for score in points[:4])
    note = f"of {assignment.points} points, the first earned {earned}"
    each, each_cpu = ours.wall / count, ours.cpu / count
    return [
        Row("otter", "otter run", wall, "s each", note=note),
        Row("otter", "otter run", cpu, "CPU s each"),
        Row("otter", "engine, 2 jobs", each, "s each", "otter run", wall / each, BAR),
        Row("otter", "engine, 2 jobs", each_cpu, "CPU s each", "otter run", cpu / each_cpu),
    ]


def _lend_packages() -> None:
    """Let otter find PyTorch in the course's environment, after all that it has itself."""
    [place] = OTTER.parents[1].glob("lib/python*/site-packages")
    (place / "course.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")


def _write_zip(assignment: Assignment, path: Path) -> None:
    """Write otter's configuration: every test cell of ours as one test file of its own."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("otter_config.json", json.dumps({"lang": "python", "show_hidden": True}))
        for cell in source_notebook(assignment).cells:
            marked = cell.metadata.get("nbgrader", {})
            if marked.get("grade"):
                name = marked["grade_id"].replace("-", "_")
                text = _TEST.format(name=name, points=marked["points"], source=cell.source)
                file.writestr(f"tests/{name}.py", text)
