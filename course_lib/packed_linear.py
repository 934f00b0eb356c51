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
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.quantization import nearest_codes

INT4_BLOCK = 32


class DenseMatrix(nn.Module):
    """A matrix whose numbers are stored as they are, column by column, which reads a little faster.

    In bfloat16 it suits many tokens at once, on processors that multiply 16-bit numbers.
    """

    columns: Tensor

    def __init__(self, weight: Float[Tensor, "M N"], dtype: torch.dtype = torch.float32):
        super().__init__()
        self.register_buffer("columns", weight.detach().to(dtype).t().contiguous())  # N M

    def forward(self, x: Float[Tensor, "... N"]) -> Float[Tensor, "... M"]:
        """Multiply, and return what came in: float32."""
        return (x.to(self.columns.dtype) @ self.columns).float()


class Int8Matrix(nn.Module):
    """A matrix of 8-bit codes −127 … 127; the largest weight of each row sets the row's scale."""

    codes: Tensor
    scales: Tensor

    def __init__(self, weight: Float[Tensor, "M N"]):
        super().__init__()
        weight = weight.detach().float()
        scales = weight.abs().amax(dim=1).clamp(min=1e-12) / 127  # M
        self.register_buffer("codes", (weight / scales[:, None]).round().to(torch.int8))  # M N
        self.register_buffer("scales", scales.bfloat16())

    def forward(self, x: Float[Tensor, "... N"]) -> Float[Tensor, "... M"]:
        """Multiply with the codes themselves."""
        rows = x.reshape(-1, x.shape[-1]).bfloat16()
        y = torch.ops.aten._weight_int8pack_mm(rows, self.codes, self.scales)
        return y.float().view(*x.shape[:-1], -1)


class Int4Matrix(nn.Module):
    """A matrix of 4-bit codes, asymmetric in blocks of 32, in the order that the kernel reads."""

    codes: Tensor
    scales_and_zeros: Tensor

    def __init__(self, weight: Float[Tensor, "M N"]):
        super().__init__()
        M, N = weight.shape
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
        rows = x.reshape(-1, x.shape[-1]).bfloat16()
        y = torch.ops.aten._weight_int4pack_mm_for_cpu(
            rows, self.codes, INT4_BLOCK, self.scales_and_zeros
        )
        return y.float().view(*x.shape[:-1], -1)
