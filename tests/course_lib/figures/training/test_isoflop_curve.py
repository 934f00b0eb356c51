"""The calculator starts from the library's own laws."""

import json
import re
from html import unescape

import pytest

from course_lib.figures import IsoflopCurve
from course_lib.training.scaling_laws import BESIROGLU_2024, HOFFMANN_2022

LAWS = {"2024 & later": BESIROGLU_2024, "2022": HOFFMANN_2022}
RUNS = {"Chinchilla": (70e9, 1.4e12), "GPT-3": (175e9, 300e9)}


def test_it_starts_with_the_first_law_and_the_first_run():
    figure = IsoflopCurve(LAWS, RUNS)
    assert (figure.law, figure.n_parameters, figure.n_tokens) == ("2024 & later", 70e9, 1.4e12)
    assert figure.laws[1]["beta"] == HOFFMANN_2022.beta


def test_the_page_gets_the_whole_state():
    figure = IsoflopCurve(LAWS, RUNS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()


def test_the_table_without_scripts_says_what_the_law_says():
    still = IsoflopCurve(LAWS, RUNS).still_html()
    assert "2024 &amp; later" in still
    flops = 6 * 175e9 * 300e9
    for text in ("GPT-3", f"{flops:.2e}", "1.7", f"{BESIROGLU_2024.best_size(flops) / 1e9:,.1f}"):
        assert text in still


@pytest.mark.parametrize(("laws", "runs"), [({}, RUNS), (LAWS, {})])
def test_bad_input_says_what_is_wrong(laws, runs):
    with pytest.raises(ValueError, match="at least one law and one run"):
        IsoflopCurve(laws, runs)
