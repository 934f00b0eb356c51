"""Transformer block: attention moves information between tokens, then each token works alone.

    pre-norm    x = x + attention(norm(x));  x = x + mlp(norm(x))     GPT-2, Llama, Phi-3
    post-norm   x = norm(x + attention(x));  x = norm(x + mlp(x))     2017, BERT

In a pre-norm block nothing stands on the residual path, so gradients reach every layer unchanged,
and one more norm follows the last block. A post-norm block normalizes the path itself.

Shapes: B batch, T new tokens, S tokens attended to, C model width.
"""

from jaxtyping import Float
from torch import Tensor, nn

from course_lib.layers.kv_cache import LayerCache
from course_lib.layers.masks import Mask
from course_lib.layers.positional_encoding import Rotation


class PreNormBlock(nn.Module):
    """Each part reads a normalized copy and adds its answer to the residual path.

    ``post_attention_layernorm`` bears its published name: it is the norm *before* the feed-forward
    network, which comes after attention.

    >>> import torch
    >>> from course_lib.layers.attention import MultiHeadAttention
    >>> from course_lib.layers.feed_forward import SwiGLU
    >>> attention, mlp = MultiHeadAttention(8, n_heads=2), SwiGLU(8, d_ff=16)
    >>> PreNormBlock(attention, mlp, nn.LayerNorm(8), nn.LayerNorm(8))(torch.zeros(1, 3, 8)).shape
    torch.Size([1, 3, 8])
    """

    def __init__(
        self,
        self_attn: nn.Module,
        mlp: nn.Module,
        input_layernorm: nn.Module,
        post_attention_layernorm: nn.Module,
    ):
        super().__init__()
        self.self_attn = self_attn
        self.mlp = mlp
        self.input_layernorm = input_layernorm
        self.post_attention_layernorm = post_attention_layernorm

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        mask: Mask | None = None,
        rotation: Rotation | None = None,
        cache: LayerCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return the residual path after attention and the feed-forward network."""
        x = x + self.self_attn(self.input_layernorm(x), mask, rotation, cache)  # B T C
        return x + self.mlp(self.post_attention_layernorm(x))  # B T C


class PostNormBlock(nn.Module):
    """Each part reads the residual path, adds its answer, and the sum is normalized.

    >>> import torch
    >>> from course_lib.layers.attention import MultiHeadAttention
    >>> from course_lib.layers.feed_forward import SwiGLU
    >>> attention, mlp = MultiHeadAttention(8, n_heads=2), SwiGLU(8, d_ff=16)
    >>> PostNormBlock(attention, mlp, nn.LayerNorm(8), nn.LayerNorm(8))(torch.zeros(1, 3, 8)).shape
    torch.Size([1, 3, 8])
    """

    def __init__(
        self,
        self_attn: nn.Module,
        mlp: nn.Module,
        self_attn_norm: nn.Module,
        mlp_norm: nn.Module,
    ):
        super().__init__()
        self.self_attn = self_attn
        self.self_attn_norm = self_attn_norm
        self.mlp = mlp
        self.mlp_norm = mlp_norm

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        mask: Mask | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return the normalized sum after attention and the feed-forward network."""
        x = self.self_attn_norm(x + self.self_attn(x, mask))  # B T C
        return self.mlp_norm(x + self.mlp(x))  # B T C
