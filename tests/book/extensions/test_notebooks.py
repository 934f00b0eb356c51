"""A chapter's notebook lies in the site; launch links need a repository."""

import nbformat
import pytest
from notebooks import launch_links
from sphinx.errors import ConfigError

PAGE = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Title

:::{banner}
:minutes: 5
:difficulty: 1
:prerequisites: "none"
:lesson: "none"
:::

Words, see [](other.md) and {cite}`someone2020`.

```{code-cell} ipython3
:tags: [remove-input]
1 + 1
```

:::{toctree}
other
:::
"""
BIB = "@book{someone2020, author={A. One and B. Two}, title={Title}, year={2020}, publisher={P}}\n"
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "banner", "notebooks"],
    "nb_execution_mode": "off",
    "bibtex_bibfiles": ["references.bib"],
    "html_baseurl": "https://example.org/",
    "suppress_warnings": ["bibtex.missing_bib"],
}


@pytest.fixture
def make(build, tmp_path):
    def run(text: str = PAGE, **settings: str) -> str:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        (source / "references.bib").write_text(BIB, encoding="utf-8")
        (source / "other.md").write_text("# Other\n\n```{bibliography}\n```\n", encoding="utf-8")
        (source / "pyproject.toml").write_text("[dependency-groups]\ndata = ['plays']\n")
        html, warnings = build("notebooks", text, **(SETTINGS | settings))
        assert warnings == ""
        return html

    return run


@pytest.fixture
def notebook(tmp_path):
    return lambda: nbformat.read(
        tmp_path / "html" / "notebooks" / "index_chapter.ipynb", as_version=4
    )


def test_the_page_links_its_notebook(make, notebook, monkeypatch):
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    html = make()
    assert '<a href="notebooks/index_chapter.ipynb" download>' in html
    assert "colab" not in html
    assert "mybinder" not in html
    words, cell, *_ = notebook().cells
    assert "[Other](https://example.org/other.html) and One et al. (2020)" in words.source
    assert "The notebook of the page [Title](https://example.org/index.html)." in words.source
    assert cell.metadata.jupyter.source_hidden
    assert cell.outputs == []
    nbformat.validate(notebook())


def test_before_it_is_published_a_notebook_names_pages_without_links(make, notebook):
    make(html_baseurl="http://127.0.0.1:8000/")
    words = notebook().cells[0].source
    assert "see Other and One et al. (2020)" in words
    assert "The notebook of the page Title." in words
    assert "127.0.0.1" not in words


def test_a_page_without_a_banner_has_none(make, tmp_path):
    assert "page-links" not in make("# Title\n\n:::{toctree}\nother\n:::\n")
    assert not (tmp_path / "html" / "notebooks").exists()


def test_launch_links_open_this_chapter(make, notebook, monkeypatch, tmp_path):
    monkeypatch.setenv("REPOSITORY_URL", "https://github.com/someone/course.git")
    monkeypatch.delenv("SITE_BRANCH", raising=False)
    assert launch_links("book/attention/causal_masking") == {
        "Open in Colab": "https://colab.research.google.com/github/someone/course/blob/gh-pages"
        "/notebooks/attention/causal_masking_chapter.ipynb",
        "Open in Binder": "https://mybinder.org/v2/gh/someone/course/gh-pages"
        "?urlpath=lab%2Ftree%2Fnotebooks%2Fattention%2Fcausal_masking_chapter.ipynb",
    }
    assert "Open in Colab" in make()
    setup = notebook().cells[1].source
    assert "git+https://github.com/someone/course" in setup
    assert "--no-deps plays" in setup
    binder = tmp_path / "html" / "binder"
    assert "git+https://github.com/someone/course\n" in (binder / "requirements.txt").read_text()
    assert "--no-deps plays" in (binder / "postBuild").read_text()


@pytest.mark.parametrize(
    "address", ["someone/course", "https://example.org/a/b", "https://github.com/a"]
)
def test_half_a_repository_is_refused(monkeypatch, address):
    monkeypatch.setenv("REPOSITORY_URL", address)
    with pytest.raises(ConfigError, match="OWNER/NAME"):
        launch_links("book/x")
