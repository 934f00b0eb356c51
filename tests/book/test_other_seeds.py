"""A page's assertions hold for the seeds that it shows, and for others too.

Every page that draws its seeds from `course_lib.for_the_book.seeds` is run again under two further
seeds with --full; else those that the last commit changed, and one more that every commit changes.
"""

import subprocess
from pathlib import Path

import jupytext
import nbclient
import pytest

from course_lib.for_the_book.seeds import FIRST_SEED

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "book").rglob("*.md")
    if "for_the_book.seeds import" in page.read_text(encoding="utf-8")
)


def of_git(*command: str) -> str:
    """What git answers; nothing in a copy without a history."""
    done = subprocess.run(["git", "-C", str(ROOT), *command], capture_output=True, text=True)
    return done.stdout


def due(full: bool) -> list[str]:
    """The pages to run now."""
    if full:
        return PAGES
    changed = set(of_git("diff", "--name-only", "HEAD~1").split())
    turn = int(of_git("rev-parse", "HEAD")[:8] or "0", 16) % len(PAGES)
    return [page for page in PAGES if page in changed or page == PAGES[turn]]


def test_each_page_with_experiments_is_found() -> None:
    assert "book/language_models/language_models.md" in due(full=True)
    assert due(full=False)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seed", [100, 200])
def test_assertions_hold_under_other_seeds(
    page: str, seed: int, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page not in due(full) or (seed > 100 and not full):
        pytest.skip("its turn comes with another commit, or with --full")
    monkeypatch.setenv(FIRST_SEED, str(seed))
    notebook = jupytext.read(ROOT / page)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=ROOT)
