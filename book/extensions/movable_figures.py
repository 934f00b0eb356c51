"""Movable figures on the static page: no kernel, no widget manager, no other host.

A figure of :mod:`course_lib.figures` leaves HTML with its state on the page. This extension copies
the figure's module into the site as a classic script that registers itself (a page opened from a
folder may not load ES modules) and loads it, with its style, only on the pages that show it.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx

from course_lib.figures.movable_figure import FIGURES, module_source, style_source

SHOWN = re.compile(r'class="movable-figure" data-figure="(\w+)"')
EXPORT = re.compile(r"^export default (.+?);\s*\Z", re.MULTILINE)


def figure_names() -> list[str]:
    """Every figure: a module with a class beside it."""
    return sorted(
        module.stem for module in FIGURES.glob("*/*.js") if module.with_suffix(".py").exists()
    )


def classic_script(name: str) -> str:
    """The figure's module as a script that hands itself to the loader."""
    body, found = EXPORT.subn(rf'movableFigures.register("{name}", \1);', module_source(name))
    if not found:
        raise ValueError(f"{name}.js must end in a line “export default {{ render }};”")
    return f"(() => {{\n{body}\n}})();\n"


def write_figures(app: Sphinx) -> None:
    """Writes script and style of every figure into the site."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", "figures")
    folder.mkdir(parents=True, exist_ok=True)
    for name in figure_names():
        (folder / f"{name}.js").write_text(classic_script(name), encoding="utf-8")
        (folder / f"{name}.css").write_text(style_source(name), encoding="utf-8")


def load_figures(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Adds to a page the loader and the figures that it shows, and nothing else."""
    shown = sorted(set(SHOWN.findall(context.get("body", ""))))
    if shown:
        app.add_js_file("movable_figures.js", loading_method="defer")
    for name in shown:
        app.add_css_file(f"figures/{name}.css")
        app.add_js_file(f"figures/{name}.js", loading_method="defer")


def drop_widget_state(app: Sphinx, doctree: nodes.document) -> None:
    """Keeps the kernel's copy of a figure, which nothing on the page reads, out of the page."""
    NbMetadataCollector.get_js_files(app.env, app.env.docname).pop("ipywidgets_state", None)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connects the steps to the build."""
    app.setup_extension("myst_nb")
    app.connect("builder-inited", write_figures)
    app.connect("doctree-read", drop_widget_state)
    app.connect("html-page-context", load_figures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
