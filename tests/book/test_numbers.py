"""No number stands in prose that nothing computed."""

from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest
from jupyter_cache import get_cache

from course_lib.accounting.parameters import count_parameters
from course_lib.models import bert, encoder_decoder, gpt2, llama, phi3
from course_lib.models.llama import LLAMA_3_8B

from .browsing import SITE
from .prose_numbers import uncomputed, values

BOOK = Path(__file__).parents[2] / "book"
CACHE = BOOK.parent / "build" / "jupyter_cache"
CHAPTERS = [
    page
    for page in sorted(BOOK.glob("*/*.md"))
    if page.parent.name != "exercises" and ":::{banner}" in page.read_text(encoding="utf-8")
]
PAGE = """---
title: 4321
---
# Version 4321

:::{banner}
:minutes: 45
:::

```{code-cell} ipython3
n = 65_536
```

There are 65,536 rows, $2^{100}$ leaves, GPT-2 and `f(99)`, {glue:text}`n_rows` columns
since 2017, in 12 layers. Is 99 enough?

It saw 499 billion tokens {cite}`brown2020language`.

% states: 256
A byte has 256 values.

:::{quiz} How many?
- [ ] 4444

  No.
:::
"""
ROW = "| `{name}` | {value:,} |"


@pytest.mark.parametrize(
    "name", ["d_model", "n_heads", "n_kv_heads", "d_head", "d_ff", "vocab_size", "n_layers"]
)
def test_the_notation_shows_the_sizes_of_llama_3(name):
    text = (BOOK / "notation.md").read_text(encoding="utf-8")
    assert ROW.format(name=name, value=getattr(LLAMA_3_8B, name)) in text


def test_the_landing_page_states_only_published_numbers(published):
    assert uncomputed((BOOK / "intro.md").read_text(encoding="utf-8"), published) == []


@pytest.fixture(scope="module")
def published() -> set[float]:
    """What the published configurations of the library say, and their counts."""
    families = (gpt2, llama, phi3, bert, encoder_decoder)
    configs = [
        value
        for family in families
        for name, value in vars(family).items()
        if name.isupper() and hasattr(value, "d_model")
    ]
    sizes = {value for config in configs for value in asdict(config).values() if type(value) is int}
    return sizes | {count_parameters(config) for config in configs}


def outputs(page: Path) -> set[float]:
    """What the cells of a page printed and drew as text when the site was built."""
    executed = SITE.parent / "jupyter_execute" / page.relative_to(BOOK.parent).with_suffix(".ipynb")
    if not executed.exists():
        pytest.skip(f"no executed notebook in {executed}: type `make book` first, or set SITE")
    notebook = nbformat.read(executed, as_version=4)
    if not any(cell.get("outputs") for cell in notebook.cells):  # only its prose has changed since
        [of_this_library] = (folder for folder in CACHE.iterdir() if folder.is_dir())
        _, notebook = get_cache(of_this_library).merge_match_into_notebook(notebook)
    texts = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown = output.get("data", {})
            texts += [output.get("text", ""), shown.get("text/plain", "")]
            texts += [shown.get("text/markdown", ""), shown.get("text/html", "")]
    return values(" ".join("".join(text) for text in texts))


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_a_chapter_states_no_number_that_nothing_computed(page, published):
    known = published | outputs(page)
    assert uncomputed(page.read_text(encoding="utf-8"), known) == []


def test_computed_cited_and_stated_numbers_pass():
    assert uncomputed(PAGE.replace("# Version 4321", "# Title")) == []


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("since 2017", "since 65,537", "65,537"),
        (" {cite}`brown2020language`", "", "499"),
        ("% states: 256\n", "", "256"),
        ("Is 99 enough?", "99 is enough.", "99"),
        ("columns\n", "columns, 1.5\n", "1.5"),
        ("# Version", "# Title", "4321"),
    ],
)
def test_an_uncomputed_number_is_named_with_its_line(old, new, number):
    page = PAGE if old.startswith("#") else PAGE.replace("# Version 4321", "# Title")
    found = uncomputed(page.replace(old, new))
    assert [line.split()[1] for line in found] == [number]


def test_computed_numbers_may_be_rounded_or_given_per_cent():
    text = "# Title\n\nA loss of 2.08, a share of 35 % or 34.7 %, and 1,024 tokens."
    assert uncomputed(text, {2.0794, 0.3466, 1024.0}) == []
    assert len(uncomputed(text, {2.0899, 0.3566, 1025.0})) == 4


def test_a_complaint_names_the_first_line_of_the_paragraph():
    assert uncomputed("# Title\n\nProse\nsays 999.\n") == ["3: 999 in “Prose says 999.”"]
