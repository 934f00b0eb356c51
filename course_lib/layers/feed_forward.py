"""Feed-forward network: each token by itself is widened, bent and narrowed again.

    two matrices      down(act(up(x)))                 ReLU (2017), GELU (GPT-2, BERT)
    three: SwiGLU     down(SiLU(gate(x)) · up(x))      (Shazeer 2020; Llama, Phi-3)

Shapes: C model width, F feed-forward width; any leading dimensions.
"""

import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn


def swiglu(
    x: Float[Tensor, "... C"],
    gate: Float[Tensor, "F C"],
    up: Float[Tensor, "F C"],
    down: Float[Tensor, "C F"],
) -> Float[Tensor, "... C"]:
    """Widen twice, let SiLU of one copy scale the other, and narrow again.

    >>> import torch
    >>> one = torch.ones(1, 1)
    >>> swiglu(torch.tensor([-1.0]), gate=one, up=2 * one, down=one)
    tensor([0.5379])
    """
    return F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)


class SwiGLU(nn.Module):
    """``swiglu`` as a layer with three learned matrices and no biases.

    >>> sum(p.numel() for p in SwiGLU(d_model=4, d_ff=10).parameters())
    120
    """

    def __init__(self, d_model: int, d_ff: int):
        super().__init__()
        self.gate_proj = nn.Linear(d_model, d_ff, bias=False)
        self.up_proj = nn.Linear(d_model, d_ff, bias=False)
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Work on each token by itself."""
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class FeedForward(nn.Module):
    """The two-matrix network: ``activation`` is ``nn.ReLU()`` in 2017, a GELU in GPT-2 and BERT.

    >>> sum(p.numel() for p in FeedForward(d_model=4, d_ff=16, activation=nn.ReLU()).parameters())
    148
    """

    def __init__(self, d_model: int, d_ff: int, activation: nn.Module):
        super().__init__()
        self.up_proj = nn.Linear(d_model, d_ff)
        self.activation = activation
        self.down_proj = nn.Linear(d_ff, d_model)

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Work on each token by itself."""
        return self.down_proj(self.activation(self.up_proj(x)))
