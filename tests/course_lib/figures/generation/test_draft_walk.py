"""The walk's passes are those of the library's own loop."""

import json
import re
from html import unescape

import pytest
import torch

from course_lib.figures import DraftWalk
from course_lib.figures.generation.draft_walk import walk
from course_lib.generation.loop import generate
from course_lib.generation.prompt_lookup import lookup_passes
from course_lib.models.llama import Llama, LlamaConfig

TEXTS = {
    "a <copy>": ([(1, "a"), (2, "b"), (3, "c"), (1, "a"), (2, "b")], [(3, "c"), (1, "a")]),
    "new": ([(1, "a")], [(4, "d"), (5, "e")]),
}


@pytest.mark.parametrize("n_match", [1, 2])
@pytest.mark.parametrize("n_draft", [0, 3, 9])
def test_the_passes_are_the_library_s(n_match, n_draft):
    torch.manual_seed(3)
    model = Llama(LlamaConfig(5, 8, 1, 2, 1, 8, context_length=64)).double()
    prompt = [1, 2, 3, 1, 2]
    [greedy] = generate(model, [prompt], 30)
    expected = list(lookup_passes(model, prompt, 30, n_match, n_draft))
    assert walk(greedy, len(prompt), n_match, n_draft) == expected


def test_the_page_gets_the_whole_state_and_a_table():
    figure = DraftWalk(TEXTS, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert figure.texts[0]["ids"] == [1, 2, 3, 1, 2, 3, 1]
    row = "<td>2</td><td>1</td><td>1</td><td>1</td>"  # tokens, passes, guesses, what stands
    assert f'<th scope="row">a &lt;copy&gt;</th>{row}' in figure.still_html()
    assert "<td>2</td><td>2</td><td>0</td><td>0</td>" in figure.still_html()


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [({}, "at least one text"), ({"x": ([], [(1, "a")])}, "'x' needs a prompt")],
)
def test_bad_input_says_what_is_wrong(texts, complaint):
    with pytest.raises(ValueError, match=complaint):
        DraftWalk(texts)
