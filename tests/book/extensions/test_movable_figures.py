"""Figures reach the static page as classic scripts, and only where they are shown."""

import movable_figures
import pytest

FIGURE = """# Title

<div class="movable-figure" data-figure="attention_heatmap" data-state="{}"></div>
"""
SETTINGS = {"extensions": ["myst_nb", "movable_figures"], "nb_execution_mode": "off"}


def test_a_page_loads_the_figure_that_it_shows(build, tmp_path):
    html, warnings = build("movable_figures", FIGURE, **SETTINGS)
    assert warnings == ""
    loader, figure = html.index("movable_figures.js"), html.index("figures/attention_heatmap.js")
    assert loader < figure
    assert "figures/attention_heatmap.css" in html
    assert "parameter_calculator" not in html
    assert (tmp_path / "html" / "_static" / "figures" / "attention_heatmap.js").exists()


def test_a_page_without_figures_loads_nothing(build):
    html, _ = build("movable_figures", "# Title", **SETTINGS)
    assert "movable_figures.js" not in html
    assert "figures/" not in html


@pytest.mark.parametrize("name", movable_figures.figure_names())
def test_a_classic_script_neither_imports_nor_exports(name):
    script = movable_figures.classic_script(name)
    assert "\nimport " not in script
    assert "\nexport " not in script
    assert f'movableFigures.register("{name}", {{ render }});' in script


def test_every_module_with_a_class_is_a_figure():
    names = movable_figures.figure_names()
    assert {"attention_heatmap", "parameter_calculator"} <= set(names)
    assert not {"movable_figure", "parts"} & set(names)


def test_a_module_without_an_export_is_refused(monkeypatch):
    monkeypatch.setattr(movable_figures, "module_source", lambda name: "function render() {}\n")
    with pytest.raises(ValueError, match="export default"):
        movable_figures.classic_script("broken")
