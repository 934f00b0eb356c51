"""What every movable figure shares: one ES module, hosted in two places.

A figure is a module ``<name>.js`` in a room below this file, which exports anywidget's function
``render({model, el})``, and a class that holds its state. In JupyterLab anywidget hosts the module.
On a built page there is no kernel: the HTML made here carries the state as JSON and a still version
of the figure, and the site's loader puts the living one in its place.
"""

import html
import json
import re
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

FIGURES = Path(__file__).parent
IMPORT = re.compile(r'^(?:import \{[^}]*\} from|@import) "(\.[\w./]+)";\n', re.MULTILINE)


def module_source(name: str) -> str:
    """The module ``<name>.js`` as one text, with the parts that it imports written out.

    anywidget and a page opened from a folder both take a single text, so relative imports are
    replaced by what they import.

    >>> "import" in module_source("attention_heatmap")
    False
    """
    return with_imports(figure_file(f"{name}.js"))


def style_source(name: str) -> str:
    """The style that all figures share, followed by the figure's own; imports are written out."""
    files = figure_file("movable_figure.css"), figure_file(f"{name}.css")
    return "\n".join(map(with_imports, files))


def figure_file(name: str) -> Path:
    """Where a file of a figure lies, or of a part that figures share: each name is there once.

    >>> figure_file("attention_heatmap.js").parent.name
    'attention'
    """
    [found] = FIGURES.glob(f"*/{name}")
    return found


def with_imports(file: Path) -> str:
    """A module or style as one text: each import is written out where it first stands."""
    return _with_imports(file, set())


def _with_imports(file: Path, written: set[Path]) -> str:
    """The same; what is among those written stands there already."""

    def imported(found: re.Match[str]) -> str:
        part = (file.parent / found[1]).resolve()
        if part in written:
            return ""
        written.add(part)
        return _without_exports(_with_imports(part, written))

    return IMPORT.sub(imported, file.read_text(encoding="utf-8"))


def _without_exports(source: str) -> str:
    return re.sub(r"^export (?=function|async function|const)", "", source, flags=re.MULTILINE)


class MovableFigure(anywidget.AnyWidget):
    """A figure with a state, a living version (``_esm``) and a still one."""

    name: ClassVar[str]

    caption = traitlets.Unicode(help="the conclusion that the figure shows").tag(sync=True)

    def state(self) -> dict[str, object]:
        """What the module reads: the figure's own values, without those of the widget machinery."""
        names = set(self.trait_names(sync=True)) - set(anywidget.AnyWidget.class_trait_names())
        return {name: getattr(self, name) for name in sorted(names) if not name.startswith("_")}

    def still_html(self) -> str:
        """The figure at its starting state as plain HTML, for readers without scripts."""
        raise NotImplementedError(f"{type(self).__name__} has no still version yet")

    def _repr_html_(self) -> str:
        state = html.escape(json.dumps(self.state(), ensure_ascii=False, allow_nan=False))
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        return (
            f'<div class="movable-figure" data-figure="{self.name}" data-state="{state}">'
            f"<figure>{self.still_html()}{caption}</figure></div>"
        )

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown
        data["text/html"] = self._repr_html_()
        data["text/plain"] = f"{type(self).__name__}: {self.caption}"
        return data, metadata
