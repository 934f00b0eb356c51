"""The hostile, the unlucky and the odd: what each hands in, and the points that it must get.

A cell in `code/` or `honest/` replaces the solution cell of one exercise; the other exercise is
solved. Its first line says what it tries. Entries in `FILES` do something to the notebook file.
"""

import copy
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook

HERE = Path(__file__).parent
NAME = "shares.ipynb"
Content = dict[str, Any]


@dataclass
class Entry:
    """One submission: files by name, or an action on the folder; the tests that it passes."""

    student: str
    earns: set[str]
    files: dict[str, bytes] = field(default_factory=dict)
    prepare: Callable[[Path], None] | None = None

    def hand_in(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        if self.prepare is not None:
            self.prepare(folder)


def code_entries(assignment: Assignment) -> list[Entry]:
    tests = {e.id: set(e.points_by_test) for e in assignment.exercises}
    everything = set().union(*tests.values())
    found = []
    for kind in ("code", "honest"):
        for path in sorted((HERE / kind).glob("*.cell")):
            source = path.read_text()
            exercise = _word(source, "exercise") or ["shares"]
            earned = set(_word(source, "earns")) | everything - tests[exercise[0]]
            notebook = fill_in(
                released_notebook(assignment),
                reference_solutions(assignment) | {exercise[0]: source},
            )
            found.append(
                Entry(
                    f"{kind}.{path.stem}",
                    everything if kind == "honest" else earned,
                    {NAME: nbformat.writes(notebook).encode()},
                )
            )
    return found


def _word(source: str, name: str) -> list[str]:
    match = re.search(rf"^# {name}: (.+)$", source, re.MULTILINE)
    return match[1].split() if match else []


def file_entries(assignment: Assignment) -> list[Entry]:
    tests = {e.id: set(e.points_by_test) for e in assignment.exercises}
    everything = set().union(*tests.values())
    solved = json.loads(
        nbformat.writes(fill_in(released_notebook(assignment), reference_solutions(assignment)))
    )
    plain = json.dumps(solved).encode()

    def cheat(content: Content) -> Content:
        """The same notebook with nothing solved."""
        for cell in content["cells"]:
            if marked(cell).get("solution"):
                cell["source"] = "shares = triangle = lambda x: 0"
        return content

    def changed(change: Callable[[Content], None], unsolved: bool = True) -> bytes:
        content = copy.deepcopy(solved)
        if unsolved:
            content = cheat(content)
        change(content)
        return json.dumps(content).encode()

    def entry(name: str, content: bytes, earns: set[str] | None = None, **files: bytes) -> Entry:
        return Entry(f"file.{name}", earns or set(), {NAME: content} | files)

    half = tests["triangle"]
    return [
        entry("empty", b""),
        entry("cut_off", plain[: len(plain) // 2]),
        entry("not_json", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        entry("deep_json", b"[" * 200_000),
        entry("deep_cells", b'{"cells": [' + b'{"metadata":' * 90_000 + b"]}"),
        entry("huge_number", b'{"cells": ' + b"9" * 100_000 + b"}"),
        entry("wrong_kind", b'{"cells": {"0": 1}, "nbformat": 4}'),
        entry("old_format", changed(_to_old_format)),
        entry("future_format", changed(lambda c: c.update(nbformat=99, cells=c["cells"][::-1]))),
        entry("latin_1", changed(_accent, False).decode().encode("latin-1"), everything),
        entry("utf_8_mark", b"\xef\xbb\xbf" + plain, everything),
        entry("utf_16", plain.decode().encode("utf-16"), everything),
        entry("carriage_returns", changed(_carriage_returns, False), everything),
        entry("control_characters", changed(_control_characters, False), everything),
        entry("no_metadata", changed(_no_metadata)),
        entry("metadata_of_any_shape", changed(_odd_metadata)),
        entry("skipped_tests", changed(lambda c: _retag(c, grade=False))),
        entry("unlocked_tests", changed(lambda c: _retag(c, locked=False, solution=True))),
        entry("more_points", changed(lambda c: _retag(c, points=1000)), set()),
        entry("schema_version", changed(lambda c: _retag(c, schema_version=99), False), everything),
        entry("tests_deleted", changed(_drop_tests)),
        entry("tests_rewritten", changed(_rewrite_tests)),
        entry("tests_as_solutions", changed(_swap_ids)),
        entry("setup_rewritten", changed(_rewrite_setup)),
        entry("cells_doubled", changed(lambda c: c["cells"].extend(copy.deepcopy(c["cells"])))),
        entry("cells_reversed", changed(lambda c: c["cells"].reverse(), False), everything),
        entry("first_solution_deleted", changed(_drop_first_solution, False), half),
        entry("added_cells", changed(_added_cells)),
        entry("prints_inputs_of_tests", changed(_print_inputs, False), everything),
        entry("script_in_markdown", changed(_script)),
        entry("outputs_kept", changed(_forged_outputs)),
        entry(
            "helper_files",
            changed(lambda c: None),
            **{"torch.py": b"allclose = equal = None", "autograder/__init__.py": b"", "a/b": b"x"},
        ),
        entry("forged_timestamp", plain, everything, **{"timestamp.txt": b"1970-01-01 00:00 UTC"}),
        Entry("file.renamed", everything, {"<img src=x onerror=alert(1)>.ipynb": plain}),
        Entry("file.several", set(), {"one.ipynb": plain, "two.ipynb": plain}),
        Entry("file.several_and_the_right_one", everything, {"old.ipynb": b"", NAME: plain}),
        Entry("file.nothing", set()),
        Entry("file.folder", set(), prepare=lambda folder: (folder / NAME).mkdir()),
        Entry("file.pipe", set(), prepare=lambda folder: os.mkfifo(folder / NAME)),
        Entry("file.device", set(), prepare=lambda f: (f / NAME).symlink_to("/dev/zero")),
        Entry("file.link", set(), prepare=_link_to_another),
        Entry("file.loop", set(), prepare=lambda folder: (folder / NAME).symlink_to(NAME)),
        Entry("file.large", set(), prepare=lambda f: _large(f / NAME)),
    ]


def marked(cell: Content) -> Content:
    return cell["metadata"].get("nbgrader", {})


def _accent(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("solution"):
            cell["source"] = "# l\u00e4uft\n" + "".join(cell["source"])


def _carriage_returns(content: Content) -> None:
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def _control_characters(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("solution"):
            cell["source"] = "# \x0c \u2028 \ufeff \ud800 \x1b[0m\n" + "".join(cell["source"])


def _no_metadata(content: Content) -> None:
    for cell in content["cells"]:
        del cell["metadata"]


def _odd_metadata(content: Content) -> None:
    odd: list[Any] = [None, 7, [], {}, "x", {"grade_id": []}, {"grade_id": {"a": 1}}]
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] = {"nbgrader": odd[number % len(odd)]}
        cell["source"] = odd[(number + 3) % len(odd)]


def _retag(content: Content, **values: Any) -> None:
    for cell in content["cells"]:
        if marked(cell).get("grade"):
            marked(cell).update(values)


def _drop_tests(content: Content) -> None:
    content["cells"] = [cell for cell in content["cells"] if not marked(cell).get("grade")]


def _rewrite_tests(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("grade"):
            cell["source"] = "100"


def _swap_ids(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("grade"):
            marked(cell).update(grade_id="shares", grade=False, solution=True)
            cell["source"] = "def shares(x): return x"
        elif marked(cell).get("solution"):
            marked(cell).update(grade_id="shares-values", grade=True)


def _rewrite_setup(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("grade_id") == "setup":
            cell["source"] = "import sys\nsys.modules['torch'] = None"


def _drop_first_solution(content: Content) -> None:
    content["cells"] = [c for c in content["cells"] if marked(c).get("grade_id") != "shares"]


def _added_cells(content: Content) -> None:
    for text in ("import os; os._exit(0)", "while True: pass", "raise SystemExit", "\x00", "def"):
        cell = {"cell_type": "code", "source": text, "metadata": {}, "outputs": []}
        content["cells"].insert(3, cell)


def _print_inputs(content: Content) -> None:
    for cell in content["cells"]:
        if marked(cell).get("solution"):
            name = marked(cell)["grade_id"]
            cell["source"] = "".join(cell["source"]) + (
                f"\n_{name}, seen_by_{name} = {name}, []"
                f"\ndef {name}(*inputs):"
                f"\n    seen_by_{name}.append(inputs)"
                f"\n    return _{name}(*inputs)"
            )
    shows = "print('inputs:', seen_by_shares, seen_by_triangle)\nseen_by_shares"
    raises = "raise ValueError(str(seen_by_shares))"
    for text in (shows, raises):
        cell = {"cell_type": "code", "source": text, "metadata": {}, "outputs": []}
        content["cells"].append(cell)


def _script(content: Content) -> None:
    text = "<script>'left-behind-4711'</script><img src=x onerror=alert(1)>[a](javascript:alert(1))"
    content["cells"].insert(0, {"cell_type": "markdown", "source": text, "metadata": {}})
    content["metadata"]["title"] = text


def _forged_outputs(content: Content) -> None:
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            data = {"text/plain": "4", "text/html": "<script>'left-behind-4711'</script>"}
            output = {"output_type": "execute_result", "data": data, "metadata": {}}
            cell["outputs"] = [output | {"execution_count": 1}]


def _to_old_format(content: Content) -> None:
    content["nbformat"] = 3
    content["worksheets"] = [{"cells": content.pop("cells")}]


def _link_to_another(folder: Path) -> None:
    (folder / NAME).symlink_to(folder.parents[1] / "honest.prints" / folder.name / NAME)


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
