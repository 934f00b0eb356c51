"""Pages are executed at the same time, once, and a page that fails is named as ever."""

import sys
from pathlib import Path

import pytest

PAGE = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Title

```{code-cell} ipython3
CODE
```
"""
WAITING = """
import time
import sys
from pathlib import Path

with Path("../executed-OWN").open("a") as record:
    record.write("once ")
began = time.monotonic()
while not Path("../executed-OTHER").exists():
    assert time.monotonic() - began < 40, "the other page does not run"
    time.sleep(0.05)
print("both run")
"""


def page(own: str, other: str) -> str:
    """A page that ends when the other has begun."""
    return PAGE.replace("CODE", WAITING.replace("OWN", own).replace("OTHER", other))


@pytest.fixture
def make(build, tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)

    def run(index: str, second: str, **settings: object) -> tuple[str, str]:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        (source / "second.md").write_text(second, encoding="utf-8")
        return build(
            "myst_nb",
            index + "\n:::{toctree}\nsecond\n:::\n",
            extensions=["myst_nb", "parallel_execution"],
            nb_execution_mode="cache",
            nb_execution_cache_path=str(tmp_path / "cache"),
            **settings,
        )

    return run


def executed(folder: Path, name: str) -> str:
    return (folder / f"executed-{name}").read_text()


@pytest.mark.slow
def test_two_pages_run_at_the_same_time_and_only_once(make, tmp_path):
    for _ in range(2):
        html, warnings = make(page("first", "second"), page("second", "first"))
        assert warnings == ""
        assert "both run" in html
    assert executed(tmp_path, "first") == executed(tmp_path, "second") == "once "


@pytest.mark.slow
def test_a_page_that_fails_is_named_and_the_others_are_kept(make, tmp_path):
    failing = PAGE.replace("CODE", "1 / 0")
    counting = PAGE.replace("CODE", 'open("../executed-good", "a").write("once ")')
    for _ in range(2):
        _, warnings = make(failing, counting, nb_execution_show_tb=True)
        assert "ZeroDivisionError" in warnings
        assert "index.md" in warnings
    assert executed(tmp_path, "good") == "once "


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")
def test_kernels_are_forked_from_one_that_has_imported_pytorch(make):
    imported = PAGE.replace("CODE", "import sys\nprint('torch' in sys.modules)")
    html, warnings = make(imported, imported + "\nanother page\n")
    assert warnings == ""
    assert "True" in html
    assert "False" not in html
