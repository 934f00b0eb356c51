"""The row on its grid starts from the library's bytes and errors."""

import json
import re
from html import unescape

import pytest
import torch
import traitlets

from course_lib.efficiency.quantization import quantized_bytes
from course_lib.figures import RoundedRow

ROW = torch.linspace(-1, 2, 128).tolist()


@pytest.mark.parametrize("kind", ["asymmetric", "symmetric"])
@pytest.mark.parametrize("bits", [2, 4, 8])
def test_bytes_are_the_library_s(bits, kind):
    figure = RoundedRow(ROW)
    figure.kind, figure.block = kind, 16
    _, n_bytes, error = figure.rounded(bits)
    assert n_bytes == quantized_bytes(128, bits, 16, symmetric=kind == "symmetric")
    assert f"<td>{n_bytes}</td><td>{error:.4f}</td>" in figure.still_html()


def test_the_page_gets_the_whole_state():
    figure = RoundedRow(ROW, caption='"x" & y')
    data, _ = figure._repr_mimebundle_()
    found = re.search(r'data-state="([^"]*)"', data["text/html"])
    assert found
    assert json.loads(unescape(found[1])) == figure.state()


def test_bad_input_says_what_is_wrong():
    with pytest.raises(ValueError, match="whole blocks of up to 128 weights; got 100"):
        RoundedRow(ROW[:100])
    with pytest.raises(traitlets.TraitError, match="between 2 and 8; got 1"):
        RoundedRow(ROW).bits = 1
    with pytest.raises(traitlets.TraitError, match="got 48"):
        RoundedRow(ROW).block = 48
