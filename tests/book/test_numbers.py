"""Numbers typed into the pages that compute nothing equal those of the library."""

from pathlib import Path

import pytest

from course_lib.models.llama import LLAMA_3_8B
from course_lib.parameter_count import count_parameters

BOOK = Path(__file__).parents[2] / "book"
ROW = "| `{name}` | {value:,} |"


@pytest.mark.parametrize(
    "name", ["d_model", "n_heads", "n_kv_heads", "d_head", "d_ff", "vocab_size", "n_layers"]
)
def test_the_notation_shows_the_sizes_of_llama_3(name):
    text = (BOOK / "notation.md").read_text(encoding="utf-8")
    assert ROW.format(name=name, value=getattr(LLAMA_3_8B, name)) in text


def test_the_landing_page_counts_llama_3():
    text = (BOOK / "intro.md").read_text(encoding="utf-8")
    assert f"{count_parameters(LLAMA_3_8B):,}" in text
