"""The table shows the masks that the library's models make."""

import json
import re
from html import unescape

import pytest
import torch

from course_lib.figures import WhoReadsWhom
from course_lib.figures.inside_models.who_reads_whom import kinds_of_attention
from course_lib.layers.masks import causal_mask

S, T = 3, 4
SOURCE, TARGET = ["a", "<b>", "c"], ["d", "e", "f", "g"]


def seen(family) -> torch.Tensor:
    return torch.tensor([[bool(kind) for kind in row] for row in kinds_of_attention(family, S, T)])


def test_a_decoder_reads_by_the_causal_mask():
    assert torch.equal(seen("decoder"), causal_mask(S + T))


def test_an_encoder_reads_everything():
    assert seen("encoder").all()


def test_the_target_reads_the_whole_source_and_the_source_no_target():
    both = seen("encoder_decoder")
    assert both[:S, :S].all()
    assert not both[:S, S:].any()
    assert both[S:, :S].all()
    assert torch.equal(both[S:, S:], causal_mask(T))


def test_only_the_target_reads_the_source_by_cross_attention():
    kinds = kinds_of_attention("encoder_decoder", S, T)
    crossing = [
        (t, s) for t, row in enumerate(kinds) for s, kind in enumerate(row) if kind == "cross"
    ]
    assert crossing == [(t, s) for t in range(S, S + T) for s in range(S)]


def test_the_page_gets_the_whole_state_and_escaped_texts():
    figure = WhoReadsWhom(SOURCE, TARGET, family="decoder", caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()
    assert "<b>" not in data["text/html"]


def test_the_still_version_shows_all_three_families():
    text = WhoReadsWhom(SOURCE, TARGET).still_html()
    assert text.count("<table") == 3
    n = S + T
    own = S * S + n * (n + 1) // 2 + S * S + T * (T + 1) // 2
    assert text.count("<td>●</td>") == own
    assert text.count("<td>◆</td>") == T * S


@pytest.mark.parametrize(("source", "target"), [([], TARGET), (SOURCE, [])])
def test_a_missing_side_is_refused(source, target):
    with pytest.raises(ValueError, match="both sides"):
        WhoReadsWhom(source, target)
