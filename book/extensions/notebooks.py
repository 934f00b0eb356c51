"""Every chapter as a notebook: to download, and to open in Colab or Binder.

They lie in the site under ``notebooks/``, made from the executed chapters, without outputs. Launch
links appear when REPOSITORY_URL names the repository on GitHub. Both services open a notebook from
the branch that holds the published site (SITE_BRANCH, by default gh-pages), where Binder finds
under ``binder/`` what to install.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import nbformat
from docutils import nodes
from notebook_text import NotebookText
from site_links import SiteLinks
from sphinx.application import Sphinx
from sphinx.errors import ConfigError

BANNER_END = re.compile(r'(<dl class="banner">.*?</dl>)', re.DOTALL)
PACKAGE = "how-llms-work[chapters]"
HIDDEN = {"remove-cell", "remove-input", "hide-input", "hide-cell"}
SETUP = """\
try:
    import course_lib
except ImportError:  # not in the course's own environment
    %pip install --quiet "{package} @ git+{repository}"
    %pip install --quiet --no-deps {data}"""


def chapters(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """Name and executed notebook of every chapter."""
    executed = Path(app.outdir).parent / "jupyter_execute"
    for page in sorted(app.env.found_docs):
        source = executed / f"{page}.ipynb"
        if source.exists() and app.env.metadata[page].get("has_banner"):
            yield page, source


def address_of(page: str) -> str:
    """Where a chapter's notebook lies in the site; its exercises' has the page's plain name."""
    return f"notebooks/{page.removeprefix('book/')}_chapter.ipynb"


def repository() -> str:
    """The repository on GitHub, or nothing."""
    address = os.environ.get("REPOSITORY_URL", "").rstrip("/").removesuffix(".git")
    parts = urlsplit(address)
    if address and (parts.netloc != "github.com" or parts.path.count("/") != 2):
        raise ConfigError(
            f"REPOSITORY_URL is {address!r}; give https://github.com/OWNER/NAME, or leave it unset"
        )
    return address


def launch_links(page: str) -> dict[str, str]:
    """Services that open a chapter, by name."""
    if not (home := repository()):
        return {}
    name, branch = urlsplit(home).path.strip("/"), os.environ.get("SITE_BRANCH", "gh-pages")
    colab = f"https://colab.research.google.com/github/{name}/blob/{branch}/{address_of(page)}"
    lab = quote(f"lab/tree/{address_of(page)}", safe="")
    binder = f"https://mybinder.org/v2/gh/{name}/{branch}?urlpath={lab}"
    return {"Open in Colab": colab, "Open in Binder": binder}


def show_links(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Puts the links below a chapter's banner."""
    if doctree is None or not app.env.metadata.get(page, {}).get("has_banner"):
        return
    download = context["pathto"](address_of(page), 1)
    links = [f'<a href="{download}" download>Download as a notebook</a>']
    links += [f'<a href="{escape(url)}">{name}</a>' for name, url in launch_links(page).items()]
    line = f'<p class="page-links">{" · ".join(links)}</p>'
    context["body"] = BANNER_END.sub(rf"\1{line}", context["body"], count=1)


def notebook(app: Sphinx, page: str, source: Path) -> nbformat.NotebookNode:
    """A chapter without outputs, its text as Jupyter shows it."""
    executed = nbformat.read(source, as_version=4)
    quoted = source.with_suffix(".glue.json")
    values = json.loads(quoted.read_text(encoding="utf-8")) if quoted.exists() else {}
    link = SiteLinks(app.env, page)
    text = NotebookText(
        folder=Path(app.srcdir, page).parent,
        values={name: it["data"]["text/plain"].strip("'\"") for name, it in values.items()},
        link=link,
    )
    cells = []
    for cell in executed.cells:
        tags = set(cell.metadata.get("tags", []))
        figure = cell.metadata.get("mystnb", {}).get("figure", {})
        if cell.cell_type == "markdown":
            cells.append(nbformat.v4.new_markdown_cell(text.convert(cell.source)))
            continue
        hidden = {"jupyter": {"source_hidden": True}, "cellView": "form"} if tags & HIDDEN else {}
        cells.append(nbformat.v4.new_code_cell(cell.source, metadata=hidden))
        if figure.get("caption"):
            cells.append(nbformat.v4.new_markdown_cell(text.convert(figure["caption"])))
    title = link.link(app.env.titles[page].astext(), page)
    cells[0].source += f"\n\n*The notebook of the page {title}.*"
    if home := repository():
        setup = SETUP.format(
            package=PACKAGE, repository=home, data=" ".join(data_packages(Path(app.srcdir)))
        )
        cells.insert(1, nbformat.v4.new_code_cell(setup))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = executed.metadata.kernelspec
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def data_packages(root: Path) -> list[str]:
    """The packages that carry text and models."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return project["dependency-groups"]["data"]


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Writes the notebooks of a finished HTML build."""
    if exception or app.builder.format != "html":
        return
    for page, source in chapters(app):
        target = Path(app.outdir, address_of(page))
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook(app, page, source), target)
    if home := repository():
        binder, data = Path(app.outdir, "binder"), " ".join(data_packages(Path(app.srcdir)))
        binder.mkdir(exist_ok=True)
        (binder / "requirements.txt").write_text(f"{PACKAGE} @ git+{home}\njupyterlab\n")
        (binder / "postBuild").write_text(f"#!/bin/sh\npip install --no-deps {data}\n")
        (binder / "postBuild").chmod(0o755)


def setup(app: Sphinx) -> dict[str, bool]:
    """Writes notebooks at the end and shows their links on the pages."""
    app.setup_extension("banner")
    app.connect("html-page-context", show_links)
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
