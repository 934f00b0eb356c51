"""Packed matrices: three ways to store a weight so that one token is multiplied fast on a CPU.

    DenseMatrix   32 or 16 bits a weight
    Int8Matrix    8 bits, a scale for each row
    Int4Matrix    4 bits, a scale and a zero for each 32 weights of a row: 5 bits in all

To decode a token every weight is read once and used once, so its bytes are what time is spent on.
PyTorch's kernels read the codes, widen them in registers and multiply in bfloat16. With many
tokens at once each weight is used many times, and widening it costs more than reading saved.

Shapes: M rows (out), N columns (in), G blocks in a row.
"""

import torch
import torch.nn.functional as F
from jaxtyping import Float, Real
from torch import Tensor, nn

from course_lib.efficiency.quantization import at_least, nearest, nearest_codes

INT4_BLOCK = 32
INT8_STEP = 16  # numbers that the 8-bit kernel reads at once, to the end of a row and beyond


class DenseMatrix(nn.Module):
    """A matrix whose numbers are stored as they are, column by column, which reads a little faster.

    In bfloat16 it suits many tokens at once, on processors that multiply 16-bit numbers.

    >>> DenseMatrix(torch.eye(2))(torch.tensor([[1.0, 2.0]]))
    tensor([[1., 2.]])
    """

    columns: Tensor

    def __init__(self, weight: Float[Tensor, "M N"], dtype: torch.dtype = torch.float32):
        super().__init__()
        self.register_buffer("columns", weight.detach().to(dtype).t().contiguous())  # N M

    def forward(self, x: Float[Tensor, "... N"]) -> Float[Tensor, "... M"]:
        """Multiply, and return what came in: float32."""
        return (x.to(self.columns.dtype) @ self.columns).float()


class Int8Matrix(nn.Module):
    """A matrix of 8-bit codes −127 … 127; the largest weight of each row sets the row's scale.

    >>> matrix = Int8Matrix(torch.eye(16))
    >>> matrix.codes.dtype, matrix.scales.shape
    (torch.int8, torch.Size([16]))
    """

    codes: Tensor
    scales: Tensor

    def __init__(self, weight: Float[Tensor, "M N"]):
        super().__init__()
        weight = weight.detach().float()
        self.shape = weight.shape
        scales = at_least(weight.abs().amax(dim=1) / 127, torch.bfloat16)  # M
        if not scales.isfinite().all():
            raise ValueError("the weights are not finite")
        codes = nearest(weight, scales, -127, 127).to(torch.int8)  # M N
        self.register_buffer("codes", _filled_up(codes))  # M N'
        self.register_buffer("scales", scales)

    def forward(self, x: Float[Tensor, "... N"]) -> Float[Tensor, "... M"]:
        """Multiply with the codes themselves."""
        M, _ = self.shape
        rows = _filled_up(_rows(x, self.shape))  # R N'
        y = torch.ops.aten._weight_int8pack_mm(rows, self.codes, self.scales)  # R M
        return y.float().view(*x.shape[:-1], M)


class Int4Matrix(nn.Module):
    """A matrix of 4-bit codes, asymmetric in blocks of 32, in the order that the kernel reads.

    >>> Int4Matrix(torch.eye(32)).scales_and_zeros.shape
    torch.Size([1, 32, 2])
    """

    codes: Tensor
    scales_and_zeros: Tensor

    def __init__(self, weight: Float[Tensor, "M N"]):
        super().__init__()
        self.shape = M, N = weight.shape
        if N % INT4_BLOCK or M % 16:
            raise ValueError(
                f"a 4-bit matrix needs rows of a multiple of {INT4_BLOCK} weights and a multiple "
                f"of 16 rows; got {M} rows of {N}"
            )
        codes, scales, minima = nearest_codes(weight, bits=4, block_size=INT4_BLOCK)
        assert minima is not None
        codes = codes.view(M, N).int()
        scales = scales.float().view(M, -1)  # M G
        zeros = minima.float().view(M, -1) + 8 * scales  # M G: the kernel counts from 8
        pairs = torch.stack([scales, zeros], dim=-1).transpose(0, 1)  # G M 2
        packed = torch.ops.aten._convert_weight_to_int4pack_for_cpu(codes, 1)
        self.register_buffer("codes", packed)
        self.register_buffer("scales_and_zeros", pairs.contiguous().bfloat16())

    def forward(self, x: Float[Tensor, "... N"]) -> Float[Tensor, "... M"]:
        """Multiply with the codes themselves."""
        M, _ = self.shape
        rows = _rows(x, self.shape)  # R N
        y = torch.ops.aten._weight_int4pack_mm_for_cpu(
            rows, self.codes, INT4_BLOCK, self.scales_and_zeros
        )  # R M
        return y.float().view(*x.shape[:-1], M)


def _rows(x: Float[Tensor, "... N"], shape: tuple[int, ...]) -> Float[Tensor, "R N"]:
    """Return the input as the kernels take it: they check no sizes and read whatever is there."""
    M, N = shape
    if x.shape[-1] != N:
        raise ValueError(
            f"a matrix of {M} rows of {N} needs inputs of width {N}; got {x.shape[-1]}"
        )
    return x.reshape(-1, N).bfloat16()


def _filled_up(rows: Real[Tensor, "R N"]) -> Real[Tensor, "R N2"]:
    """Append zeros up to a multiple of ``INT8_STEP``: they add nothing to a product."""
    return F.pad(rows, (0, -rows.shape[1] % INT8_STEP))
