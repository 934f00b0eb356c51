"""The house of the grader: rooms on floors, and what a room imports lies on a lower floor."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "autograder"
FLOORS = (
    {"base", "testing"},
    {"authoring", "sandbox"},
    {"course"},
    {"submissions", "known"},
    {"results", "lab", "handout"},
    {"grading"},
    {"formgrader"},
    {"commands"},
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MOST_FILES = 20  # of one room, whose names are still read at a glance


def modules(room: str) -> list[Path]:
    return sorted((HOUSE / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The modules of the autograder that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_every_room_has_its_floor_and_says_what_it_is_for() -> None:
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rooms == set(FLOOR)
    assert {path.name for path in HOUSE.glob("*.py")} == {"__init__.py", "__main__.py"}
    for room in rooms:
        assert ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text())), room


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_a_room_imports_from_lower_floors_alone(room: str) -> None:
    for path in modules(room):
        for name in imported(path):
            there = name.split(".")[1] if name.startswith("autograder.") else room
            lower = there == room or FLOOR[there] < FLOOR[room]
            assert lower, f"{path.relative_to(ROOT)} imports {name}, which lies no lower"


def test_the_wall_of_the_sandbox_is_a_wall_of_the_tree() -> None:
    """What runs beside a student's code imports nothing of ours but what is copied in with it."""
    allowed = re.compile(r"autograder\.(sandbox\.(inside|wire)|testing)(\.|$)")
    for path in [*modules("sandbox/inside"), *modules("sandbox/wire"), *modules("testing")]:
        ours = [name for name in imported(path) if name.split(".")[0] == "autograder"]
        foreign = [name for name in ours if not allowed.match(name)]
        assert not foreign, f"{path.relative_to(ROOT)} imports {foreign}"


def test_no_room_is_crowded() -> None:
    folders = {path.parent for path in HOUSE.rglob("*.py") if "assignments" not in path.parts}
    crowded = {f: n for f in folders if (n := len(list(f.glob("[!_]*.py")))) > MOST_FILES}
    assert not crowded


def test_the_readme_names_rooms_and_files_that_are_there() -> None:
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))`", text))
    assert len(named) > 20
    missing = {name for name in named if not (HOUSE / name).exists()} - {"inside/", "outside/"}
    missing -= {"wire/", "jupyter/", "judge/", "tests/autograder/test_house.py", "deploy/"}
    assert not missing
