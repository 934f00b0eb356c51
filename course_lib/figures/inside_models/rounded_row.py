"""A row of real weights on its grid of codes: bits, blocks and one large weight are the reader's.

The page rounds the row itself, with scales that are not rounded to 16 bits; a test holds its bytes
to :func:`course_lib.efficiency.quantization.quantized_bytes`.
"""

from collections.abc import Sequence

import torch
import traitlets

from course_lib.efficiency.quantization import quantize
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

BLOCKS = (8, 16, 32, 64, 128)
BITS = (8, 6, 5, 4, 3, 2)


class RoundedRow(MovableFigure):
    """A row of weights, rounded to the nearest code of its block's grid.

    ``enlarged`` multiplies the largest weight: what does one outlier do to its block?
    """

    name = "rounded_row"
    _esm = module_source("rounded_row")
    _css = style_source("rounded_row")

    weights = traitlets.List(traitlets.Float()).tag(sync=True)
    bits = traitlets.Int(3, help="bits of a code").tag(sync=True)
    block = traitlets.Int(64, help="weights that share a scale").tag(sync=True)
    kind = traitlets.Enum(("asymmetric", "symmetric"), default_value="asymmetric").tag(sync=True)
    enlarged = traitlets.Int(1, help="times the largest weight").tag(sync=True)

    def __init__(self, weights: Sequence[float], *, caption: str = "") -> None:
        if len(weights) % max(BLOCKS):
            raise ValueError(
                f"RoundedRow shows whole blocks of up to {max(BLOCKS)} weights; got {len(weights)}"
            )
        super().__init__(weights=[round(float(w), 6) for w in weights], caption=caption)

    @traitlets.validate("bits")
    def _known_bits(self, proposal: traitlets.Bunch) -> int:
        if not 2 <= proposal["value"] <= 8:
            raise traitlets.TraitError(f"bits must lie between 2 and 8; got {proposal['value']}")
        return proposal["value"]

    @traitlets.validate("block")
    def _known_block(self, proposal: traitlets.Bunch) -> int:
        if proposal["value"] not in BLOCKS:
            raise traitlets.TraitError(f"block must be one of {BLOCKS}; got {proposal['value']}")
        return proposal["value"]

    def still_html(self) -> str:
        """Bytes and error for every number of bits, as a table."""
        head = "".join(
            f'<th scope="col">{text}</th>' for text in ("bits", "bytes", "error, root mean square")
        )
        rows = "".join(
            f'<tr><th scope="row">{bits}</th><td>{n_bytes}</td><td>{error:.4f}</td></tr>'
            for bits, n_bytes, error in (self.rounded(bits) for bits in BITS)
        )
        caption = f"{len(self.weights)} weights, {self.kind}, in blocks of {self.block}"
        return (
            f'<div class="figure-scroll"><table class="row-still"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def rounded(self, bits: int) -> tuple[int, int, float]:
        """Return the bits, the bytes and the error of the row rounded to so many bits."""
        row = torch.tensor(self.weights)
        found = quantize(row, bits, self.block, self.kind == "symmetric")
        error = (found.dequantize() - row).square().mean().sqrt().item()
        return bits, found.n_bytes, error
