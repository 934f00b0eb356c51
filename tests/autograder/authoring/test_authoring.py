"""One text, four products: what each holds and what it must not."""

from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import (
    exercise_page,
    fill_in,
    grading_template,
    reference_solutions,
    released_notebook,
    solution_notebook,
    source_notebook,
)


def text_of(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def test_solutions_are_cut_from_the_template_and_hidden_tests_are_not(doubling: Assignment) -> None:
    template = text_of(grading_template(doubling))
    assert "SECRET-SOLUTION" not in template
    assert "raise NotImplementedError" in template
    assert "-170141" in template


def test_the_release_and_the_page_hold_no_secret(doubling: Assignment) -> None:
    for public in (text_of(released_notebook(doubling)), exercise_page(doubling)):
        assert "SECRET" not in public
        assert "-170141" not in public
        assert "BEGIN" not in public
        assert "twice one is two" in public


def test_the_solution_notebook_runs_and_passes_its_tests(doubling: Assignment) -> None:
    namespace: dict[str, object] = {}
    for cell in solution_notebook(doubling).cells:
        assert "###" not in cell.source
        if cell.cell_type == "code":
            exec(cell.source, namespace)


def test_cells_carry_nbgraders_metadata(doubling: Assignment) -> None:
    marked = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader
        for cell in source_notebook(doubling).cells
        if "nbgrader" in cell.metadata
    }
    assert list(marked) == ["setup", "double", "double-one", "double-many", "halve", "halve-two"]
    assert marked["double-many"].points == 3
    assert marked["double-many"].grade
    assert marked["double"].solution
    assert not marked["double"].locked
    assert marked["setup"].locked


def test_banners_and_totals_are_made_from_the_metadata(doubling: Assignment) -> None:
    page = exercise_page(doubling)
    assert "| Double | 4 | 1 of 5 | 1 |" in page
    assert "| **All** | **6** | | **2** |" in page
    assert "**Halve** · 2 points · difficulty ★★☆☆☆ (2 of 5)" in page


def test_hints_are_folds_on_the_page_and_in_the_notebook(doubling: Assignment) -> None:
    assert exercise_page(doubling).count(":::{dropdown} Hint") == 6
    notebook = text_of(source_notebook(doubling))
    assert notebook.count("<details><summary>Hint") == 6
    assert ":::" not in notebook


def test_filling_in_leaves_the_template_alone(doubling: Assignment) -> None:
    template = grading_template(doubling)
    filled = fill_in(template, reference_solutions(doubling))
    assert "return x / 2" in text_of(filled)
    assert "return x / 2" not in text_of(template)
