"""The figure takes measured paths, and refuses what it could not draw."""

import json
import re
from html import unescape

import pytest

from course_lib.figures import PathDivergence

DISTANCES = {"a <mistake>": [0.0, 0.01234, 0.5], "another": [0.0, 0.0, 0.0]}
WORDS = {"a <mistake>": "It costs much.", "another": "It costs nothing."}


def test_the_page_gets_the_whole_state():
    figure = PathDivergence(DISTANCES, WORDS, selected="another", caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert figure.selected == "another"


def test_rounding_lies_at_the_floor_and_other_shares_have_two_digits():
    figure = PathDivergence(DISTANCES, WORDS)
    assert figure.distances["a <mistake>"] == [1e-7, 0.012, 0.5]
    assert figure.selected == "a <mistake>"


def test_the_still_table_has_both_ends():
    still = PathDivergence(DISTANCES, WORDS).still_html()
    assert "a &lt;mistake&gt;" in still
    assert "<td>1e-02</td><td>5e-01</td>" in still


@pytest.mark.parametrize(
    ("distances", "words", "selected", "complaint"),
    [
        ({}, {}, None, "at least one mistake"),
        (DISTANCES, WORDS, "a third", "'a third' is not among"),
        (DISTANCES, {"another": ""}, None, "words are for"),
        (DISTANCES | {"another": [0.0]}, WORDS, None, "all need the same"),
        (DISTANCES | {"another": [0.0, -1.0, 0.0]}, WORDS, None, "finite and not below 0"),
        (DISTANCES | {"another": [0.0, float("nan"), 0.0]}, WORDS, None, "finite and not below 0"),
    ],
)
def test_bad_input_says_what_is_wrong(distances, words, selected, complaint):
    with pytest.raises(ValueError, match=complaint):
        PathDivergence(distances, words, selected=selected)
