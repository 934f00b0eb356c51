"""What every figure gives to its two hosts."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from course_lib.figures import AttentionHeatmap, ParameterCalculator
from course_lib.figures.movable_figure import FIGURES, figure_file, module_source, style_source
from course_lib.models.gpt2 import GPT2_SMALL

NAMES = sorted(path.stem for path in FIGURES.glob("*/*.js") if path.with_suffix(".py").exists())


@pytest.fixture(params=["attention_heatmap", "parameter_calculator"])
def figure(request):
    if request.param == "attention_heatmap":
        return AttentionHeatmap(["a", "<b>"], [[1.0, 2.0]] * 2, [[0.5, 1.0]] * 2, caption='"x" & y')
    return ParameterCalculator({"GPT-2 & co": GPT2_SMALL}, caption='"x" & y')


def html_of(figure) -> str:
    data, _ = figure._repr_mimebundle_()
    return data["text/html"]


def test_jupyterlab_gets_the_widget_and_the_page_gets_html(figure):
    data, _ = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].startswith('<div class="movable-figure"')
    assert "object at 0x" not in data["text/plain"]


def test_the_html_carries_the_whole_state_and_nothing_of_the_widget(figure):
    found = re.search(r'data-state="([^"]*)"', html_of(figure))
    assert found
    state = json.loads(unescape(found[1]))
    assert state == figure.state()
    assert not [name for name in state if name.startswith("_") or name == "layout"]


def test_the_html_is_the_same_every_time(figure):
    assert html_of(figure) == html_of(figure)
    assert figure.model_id not in html_of(figure)


def test_texts_are_escaped(figure):
    assert "&quot;x&quot; &amp; y</figcaption>" in html_of(figure)
    assert "<b>" not in html_of(figure)


def test_the_still_version_is_a_table_with_headers(figure):
    assert html_of(figure).count('scope="col"') >= 2
    assert 'scope="row"' in html_of(figure)


@pytest.mark.parametrize("module", sorted(FIGURES.glob("*/*.js")), ids=lambda path: path.stem)
def test_a_module_becomes_one_text(module):
    source = module_source(module.stem)
    assert not re.search(r"^import\b", source, re.MULTILINE)
    assert len(re.findall(r"^export default ", source, re.MULTILINE)) <= 1
    names = re.findall(r"^(?:export )?(?:function|const) (\w+)", source, re.MULTILINE)
    assert len(names) == len(set(names)), "two parts use one name"


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_the_shared_style_its_imports_and_its_own(name):
    style = style_source(name)
    lines = figure_file(f"{name}.css").read_text(encoding="utf-8").splitlines(keepends=True)
    imports = [line for line in lines if line.startswith("@import")]
    shared = [Path(line.split('"')[1]).name for line in imports]
    for file in ("movable_figure.css", *shared):
        assert style.count(figure_file(file).read_text(encoding="utf-8")) == 1
    assert "".join(lines[len(imports) :]) in style
    assert "@import" not in style
