"""The icons that the site shows, instead of the theme's two thousand: a font of a few kilobytes.

After a build, the font and the theme's style sheet keep the icons whose names occur in the pages
and those that the style sheets use by code point.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from sphinx.application import Sphinx

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLE = Path("styles", "pydata-sphinx-theme.css")
FONT = Path("vendor", "fontawesome", "webfonts", "fa-solid-900.woff2")
RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"\\([0-9a-f]+)"\}')
NAME = re.compile(r"\bfa-([a-z0-9-]+)")
CODE_POINT = re.compile(r'"\\(f[0-9a-f]{3})"|"([\uf000-\uf8ff])"')  # escaped or as it is


def names_in(pages: list[Path]) -> set[str]:
    """Names of icons that occur in pages."""
    return {name for page in pages for name in NAME.findall(page.read_text(encoding="utf-8"))}


def code_points_in(style: str) -> set[int]:
    """Code points of icons that a style sheet uses."""
    return {int(code, 16) if code else ord(icon) for code, icon in CODE_POINT.findall(style)}


def lean_style(style: str, names: set[str]) -> str:
    """The theme's style sheet with the rules of these icons alone."""
    return RULE.sub(lambda rule: rule[0] if names & set(NAME.findall(rule[1])) else "", style)


def lean_font(source: Path, target: Path, code_points: set[int]) -> None:
    """Writes a font with these glyphs alone."""
    options = subset.Options(flavor="woff2", layout_features=[], notdef_outline=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    font.close()


def write_icons(app: Sphinx, exception: Exception | None) -> None:
    """Replaces font and style of a finished HTML build."""
    static = Path(app.outdir, "_static")
    if exception or app.builder.format != "html" or not (static / FONT).exists():
        return
    names = names_in(
        [page for page in Path(app.outdir).rglob("*.html") if static not in page.parents]
    )
    style = lean_style((THEME / STYLE).read_text(encoding="utf-8"), names)
    (static / STYLE).write_text(style, encoding="utf-8")
    styles = [path.read_text(encoding="utf-8") for path in static.rglob("*.css")]
    code_points = set().union(*map(code_points_in, styles))
    lean_font(THEME / FONT, static / FONT, code_points)


def setup(app: Sphinx) -> dict[str, bool]:
    """Cuts the icons when the pages are there."""
    app.connect("build-finished", write_icons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
