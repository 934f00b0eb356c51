"""The last cell of an assignment pays off: it runs what the student wrote on something real."""

from typing import Any

import pytest

from autograder.authoring.assignment import code_cells, load, slugs
from autograder.authoring.bank import entries
from autograder.authoring.notebooks import reference_solutions

SWITCH = "RUN = False"
PAYOFFS = [slug for slug in slugs() if SWITCH in code_cells(load(slug).notebook)[-1].source]
payoffs = pytest.mark.parametrize("slug", PAYOFFS)


def not_written(*arguments: Any) -> None:
    raise NotImplementedError


def losses_in(lines: list[str]) -> list[str]:
    """The nats a token that a last cell has printed."""
    return [line.split(" nats")[0].split()[-1] for line in lines if "nats a token" in line]


def run(slug: str, on: bool, written: bool, instead: dict[str, str] | None = None) -> None:
    """Run the setup, the solutions or stubs in their place, and the last cell."""
    assignment = load(slug)
    names: dict[str, Any] = {}
    *cells, last = code_cells(assignment.notebook)
    for cell in cells:
        if cell.metadata.role == "setup":
            exec(cell.source, names)
    for name, source in (reference_solutions(assignment) | (instead or {})).items():
        if written:
            exec(source, names)
        names.setdefault(name, not_written)
    exec(last.source.replace(SWITCH, SWITCH.replace("False", str(on))), names)


def test_every_assignment_ends_with_a_cell_to_play_with() -> None:
    assert {code_cells(load(slug).notebook)[-1].metadata.role for slug in slugs()} == {"example"}
    assert len(PAYOFFS) >= len(slugs()) - 1  # one has nothing heavy to wait for


@payoffs
def test_untouched_it_waits_for_the_student(slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(slug, on=False, written=False)
    assert capsys.readouterr().out.startswith("Set RUN to True")


@pytest.mark.slow
@payoffs
def test_it_runs_what_is_written(slug: str, full: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if not full and "smollm2" in code_cells(load(slug).notebook)[-1].source:
        pytest.skip("reads a model of 135 million parameters twice: with --full")
    run(slug, on=True, written=False)
    assert capsys.readouterr().out.strip().endswith(("first.", "not written yet"))
    run(slug, on=True, written=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert not any("first." in line or "not written" in line for line in lines)
    losses = losses_in(lines)
    assert not losses or losses.count(losses[0]) == 2  # the library's, and what was written


@pytest.mark.slow
@pytest.mark.parametrize(("solution", "alike"), [("neighbours", 2), ("clockwise", 1)])
def test_a_model_knows_which_way_it_was_turned(
    solution: str, alike: int, full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if not full:
        pytest.skip("reads a model of 135 million parameters three times: with --full")
    bank = entries(load("positional_encoding"))
    [entry] = [entry for entry in bank if entry.title == f"rope right {solution}"]
    run("positional_encoding", on=True, written=True, instead={"rope": entry.source})
    losses = losses_in(capsys.readouterr().out.splitlines())
    assert losses.count(losses[0]) == alike  # the library's, and one of the student's or none
