"""What of the course's library lies in a sandbox."""

import runpy
from pathlib import Path

import pytest

from autograder.kernels.library import write_course_library


def test_answers_are_left_out_and_named(tmp_path: Path) -> None:
    left_out = write_course_library(tmp_path, {"causal_mask", "my_own_helper"}, "import torch")
    assert left_out == {"course_lib.layers.masks.causal_mask"}
    module = runpy.run_path(str(tmp_path / "course_lib/layers/masks.py"))
    with pytest.raises(RuntimeError, match="causal_mask: the exercise asks for this"):
        module["causal_mask"](3)
    assert module["padding_mask"] is not None


def test_what_the_setup_cell_imports_stays(tmp_path: Path) -> None:
    setup = "from course_lib.layers.masks import causal_mask"
    assert write_course_library(tmp_path, {"causal_mask"}, setup) == set()
    module = runpy.run_path(str(tmp_path / "course_lib/layers/masks.py"))
    assert module["causal_mask"](2).tolist() == [[True, False], [True, True]]
