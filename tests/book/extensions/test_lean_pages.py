"""MathJax comes to pages with formulas only, even where every asset is asked for."""

from sphinx.domains.math import MathDomain

MATHJAX = "tex-mml-chtml.js"
SETTINGS = {"extensions": ["myst_parser", "sphinx.ext.mathjax", "lean_pages"]}


def test_a_page_with_a_formula_keeps_mathjax(build):
    html, _ = build("lean_pages", "# Title\n\n$x^2$\n", **SETTINGS)
    assert MATHJAX in html


def test_a_page_without_one_drops_it(build, monkeypatch):
    monkeypatch.setattr(MathDomain, "has_equations", lambda self, docname=None: True)
    html, _ = build("lean_pages", "# Title\n\nWords.\n", **SETTINGS)
    assert MATHJAX not in html
