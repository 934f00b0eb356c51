"""Error compensation: round a matrix column by column, and let later columns make up for it.

A layer is good if its *outputs* are near, not its weights. Over calibration inputs x, with H the
mean of x xᵀ, the mean squared error of the outputs is

    Σ over rows of  (w − ŵ) H (w − ŵ)ᵀ

and inputs that go together can stand in for one another. When column j has been rounded, the later
columns move by what makes this error smallest:

    w_k ← w_k + (w_j − ŵ_j) · (H_kk⁻¹ H_kj)        k: all later columns at once

With the Cholesky factor U of the inverse, H⁻¹ = Uᵀ U, these are rows of U: the same numbers for the
price of one inverse. Where H is diagonal nothing moves, and this is rounding to nearest.

Source: Frantar et al. 2023 (GPTQ), after the optimal brain surgeon of Hassibi and Stork 1993.

Shapes: M rows (outputs), N columns (inputs), B windows, T tokens.
"""

from collections.abc import Iterable
from dataclasses import replace

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.efficiency.quantization import QuantizedTensor, pack_bits

AT_ONCE = 64  # columns after which those further on are moved, by one product


@torch.no_grad()
def input_products(
    model: nn.Module, batches: Iterable[Int[Tensor, "B T"]]
) -> dict[str, Float[Tensor, "N N"]]:
    """Return H, the mean of x xᵀ over what it reads, for every linear layer, in float64.

    >>> layer = nn.Linear(2, 1)
    >>> model = nn.Sequential(nn.Embedding.from_pretrained(torch.eye(2)), layer)
    >>> input_products(model, [torch.tensor([[0, 1, 1, 1]])])["1"].tolist()
    [[0.25, 0.0], [0.0, 0.75]]
    """
    sums: dict[str, Tensor] = {}
    counts: dict[str, int] = {}

    def listen(name: str, layer: nn.Linear) -> torch.utils.hooks.RemovableHandle:
        def add(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            x = inputs[0].flatten(0, -2).double()  # B*T N
            sums[name] = sums.get(name, 0) + x.T @ x
            counts[name] = counts.get(name, 0) + len(x)

        return layer.register_forward_pre_hook(add)

    layers = [(name, m) for name, m in model.named_modules() if isinstance(m, nn.Linear)]
    listening = [listen(name, layer) for name, layer in layers]
    try:
        for token_ids in batches:
            model(token_ids)
    finally:
        for hook in listening:
            hook.remove()
    return {name: total / counts[name] for name, total in sums.items()}


def compensate(
    weight: Float[Tensor, "M N"],
    rounded: QuantizedTensor,
    products: Float[Tensor, "N N"],
    damping: float = 0.01,
) -> QuantizedTensor:
    """Return other codes on the grid of ``rounded``, chosen column by column with compensation.

    Scales, minima and bytes stay what they are. ``products`` is the layer's entry of
    ``input_products``; ``damping`` times the mean of its diagonal is added to the diagonal.

    >>> from course_lib.efficiency.quantization import quantize
    >>> weight, inputs = torch.tensor([[0.4, 0.4, 3.0]]), torch.tensor([[1.0, 1.0, 0.0]])
    >>> grid, products = quantize(weight, bits=2, block_size=3), inputs.T @ inputs
    >>> other = compensate(weight, grid, products)
    >>> error = [output_error(weight, it.dequantize(), products) for it in (grid, other)]
    >>> error[1] <= error[0]
    True
    """
    require_fit(weight, rounded, products)
    steps, zeros, lowest, highest = _grid(rounded)  # N M
    divisors = steps.masked_fill(steps == 0, torch.inf)  # a block of equal weights: any code does
    factor = _inverse_factor(products, damping).float()  # N N
    left = weight.detach().float().T.clone()  # N M: what is still to be rounded, moved so far
    codes, errors = torch.empty_like(left), torch.empty_like(left)
    for start in range(0, len(left), AT_ONCE):
        end = min(start + AT_ONCE, len(left))
        for j in range(start, end):
            codes[j] = ((left[j] - zeros[j]) / divisors[j]).round().clamp(lowest, highest)
            errors[j] = (left[j] - zeros[j] - steps[j] * codes[j]) / factor[j, j]  # M
            left[j + 1 : end] -= torch.outer(factor[j, j + 1 : end], errors[j])
        left[end:] -= factor[start:end, end:].T @ errors[start:end]  # columns further on, at once
    packed = pack_bits(codes.T.flatten().to(torch.uint8), rounded.bits)
    return replace(rounded, codes=packed)


def output_error(
    weight: Float[Tensor, "M N"], other: Float[Tensor, "M N"], products: Float[Tensor, "N N"]
) -> float:
    """Return the mean squared error of the outputs, relative to the outputs' mean square.

    >>> output_error(torch.tensor([[2.0, 0.0]]), torch.tensor([[1.0, 0.0]]), torch.eye(2))
    0.25
    """
    gap, weight = (weight - other).to(products), weight.to(products)
    return (((gap @ products) * gap).sum() / ((weight @ products) * weight).sum()).item()


def require_fit(weight: Tensor, rounded: QuantizedTensor, products: Tensor) -> None:
    """Refuse a weight, a grid and products that do not belong together."""
    if weight.dim() != 2 or tuple(weight.shape) != tuple(rounded.shape):
        raise ValueError(
            f"a weight of shape {tuple(weight.shape)} cannot be rounded on the grid of "
            f"{tuple(rounded.shape)}: quantize this weight first"
        )
    N = weight.shape[1]
    if tuple(products.shape) != (N, N):
        raise ValueError(
            f"a matrix of {N} columns needs products of its inputs of shape {(N, N)}; "
            f"got {tuple(products.shape)}: take the entry of its own layer"
        )


def _grid(rounded: QuantizedTensor) -> tuple[Tensor, Tensor, int, int]:
    """Return each weight's step and the value of its code 0 (N M), and the codes' ends."""

    def spread(numbers: Tensor) -> Tensor:
        each = numbers.float().repeat_interleave(rounded.block_size)  # G*block_size
        return each[: torch.Size(rounded.shape).numel()].view(rounded.shape).T.contiguous()

    steps = spread(rounded.scales)  # N M
    if rounded.minima is None:
        middle = 2 ** (rounded.bits - 1)
        lowest, zeros = 1, -middle * steps
    else:
        lowest, zeros = 0, spread(rounded.minima)
    return steps, zeros, lowest, 2**rounded.bits - 1


def _inverse_factor(products: Float[Tensor, "N N"], damping: float) -> Float[Tensor, "N N"]:
    """Return the upper triangular U with H⁻¹ = Uᵀ U, of the damped products."""
    if damping < 0:
        raise ValueError(f"damping must be 0 or more; got {damping}")
    diagonal = products.diagonal()
    damped = products.double() + damping * diagonal.mean() * torch.eye(len(products))
    lower, failed = torch.linalg.cholesky_ex(damped)
    if failed or not damped.isfinite().all():
        raise ValueError(
            f"the products of {len(products)} inputs cannot be inverted with a damping of "
            f"{damping}: collect them over more tokens, or raise the damping"
        )
    return torch.linalg.cholesky(torch.cholesky_inverse(lower), upper=True)
