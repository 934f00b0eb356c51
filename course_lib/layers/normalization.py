"""Normalization: each token's vector is brought to a common scale before a layer reads it.

    RMSNorm    y = g · x / √(mean(x²) + ε)                     (Zhang and Sennrich 2019; Llama)
    LayerNorm  y = g · (x − mean(x)) / √(var(x) + ε) + b       (Ba et al. 2016; GPT-2, BERT)

Both work on one token at a time, over the model width. ε sits inside the root: without it a
vector of zeros would be divided by zero.

The functions are the equations; the layers compute the same with PyTorch's own kernels.

Shapes: C model width; any leading dimensions.
"""

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn


def rms_norm(
    x: Float[Tensor, "... C"], weight: Float[Tensor, "C"], eps: float = 1e-5
) -> Float[Tensor, "... C"]:
    """Divide by the root of the mean square; the mean itself stays.

    >>> rms_norm(torch.tensor([1.0, 2.0, 3.0, 4.0]), torch.ones(4))
    tensor([0.3651, 0.7303, 1.0954, 1.4606])
    """
    wide = _at_least_float32(x)
    scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + eps)  # ... 1
    return weight * (wide * scale).type_as(x)


class RMSNorm(nn.Module):
    """``rms_norm`` with a learned gain for each dimension, by PyTorch's kernel.

    >>> RMSNorm(d_model=2)(torch.tensor([3.0, 4.0]))
    tensor([0.8485, 1.1314], grad_fn=<MulBackward0>)
    """

    def __init__(self, d_model: int, eps: float = 1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Normalize each token."""
        return F.rms_norm(x, self.weight.shape, self.weight, self.eps)

    def extra_repr(self) -> str:
        """Show width and ε in a printed model."""
        return f"{len(self.weight)}, eps={self.eps}"


def layer_norm(
    x: Float[Tensor, "... C"],
    weight: Float[Tensor, "C"],
    bias: Float[Tensor, "C"],
    eps: float = 1e-5,
) -> Float[Tensor, "... C"]:
    """Take away the mean, then divide by the standard deviation (of the population: / C).

    >>> layer_norm(torch.tensor([1.0, 2.0, 3.0, 4.0]), torch.ones(4), torch.zeros(4))
    tensor([-1.3416, -0.4472,  0.4472,  1.3416])
    """
    wide = _at_least_float32(x)
    centred = wide - wide.mean(dim=-1, keepdim=True)  # ... C
    scale = torch.rsqrt(centred.square().mean(dim=-1, keepdim=True) + eps)  # ... 1
    return weight * (centred * scale).type_as(x) + bias


class LayerNorm(nn.Module):
    """``layer_norm`` with a learned gain and bias for each dimension, by PyTorch's kernel.

    >>> LayerNorm(d_model=2)(torch.tensor([3.0, 4.0]))
    tensor([-1.0000,  1.0000], grad_fn=<NativeLayerNormBackward0>)
    """

    def __init__(self, d_model: int, eps: float = 1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Normalize each token."""
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Show width and ε in a printed model."""
        return f"{len(self.weight)}, eps={self.eps}"


def _at_least_float32(x: Tensor) -> Tensor:
    # In float16 squares overflow beyond 255² and in bfloat16 a mean keeps only 8 bits.
    return x.to(torch.promote_types(x.dtype, torch.float32))
