"""Packed Llama: the function of a ``Llama``, arranged for speed at one token a time on a CPU.

Nothing new is computed; the same numbers are moved about less:

- matrices that read the same input are one: q, k, v, and gate with up;
- matrices may be stored in 8 or 4 bits (``packed_linear``), which saves reading time;
- rotary pairs lie interleaved, so that a rotation is one product of complex numbers;
- query heads that share a key/value head become further queries of that head, so that keys are
  never repeated.

It takes the place of a ``Llama`` when text is generated.

Shapes: B batch, T new tokens, S tokens so far including the new ones, C model width, H query heads,
K key/value heads, D head width, P = D/2 rotary pairs, G = H/K query heads for each of them.
"""

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Complex, Float, Int
from torch import Tensor, nn

from course_lib.efficiency.packed_linear import Int4Matrix, Int8Matrix
from course_lib.layers.kv_cache import KVCache, LayerCache
from course_lib.layers.masks import CAUSAL, Visible
from course_lib.layers.positional_encoding import half_split_to_interleaved
from course_lib.models.inputs import checked_positions_and_mask
from course_lib.models.llama import Llama, LlamaConfig


class PackedLlama(nn.Module):
    """A Llama for inference, its layers' matrices and its head packed as told."""

    def __init__(
        self,
        model: Llama,
        matrix: Callable[[Tensor], nn.Module] = Int4Matrix,
        head: Callable[[Tensor], nn.Module] = Int8Matrix,
    ):
        super().__init__()
        self.config = model.config
        self.embed_tokens = nn.Embedding.from_pretrained(own(model.embed_tokens.weight))
        self.rotary_emb = model.rotary_emb
        self.layers = nn.ModuleList(
            PackedBlock(block, model.config, matrix) for block in model.layers
        )
        self.norm = own(model.norm.weight)
        self.lm_head = head(model.lm_head.weight)

    def forward(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B S"] | None = None,
        cache: KVCache | None = None,
    ) -> Float[Tensor, "B T V"]:
        """Return what the ``Llama`` would."""
        return self.lm_head(self.hidden_states(token_ids, padding_mask, cache))

    @torch.no_grad()
    def hidden_states(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B S"] | None = None,
        cache: KVCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return what the head reads."""
        if self.norm.dtype != torch.float32:
            raise TypeError(
                f"a packed Llama computes in float32, not {self.norm.dtype}: choose the precision "
                "of its matrices instead, such as partial(DenseMatrix, dtype=torch.bfloat16)"
            )
        positions, mask = checked_positions_and_mask(
            token_ids, padding_mask, cache, self.config.vocab_size, self.config.context_length
        )  # T, T S
        if isinstance(mask, Tensor):
            mask = self.repeat_for_groups(mask)  # G*T S
        cos, sin = self.rotary_emb(positions)  # 1 T P
        rotation = torch.complex(cos, sin).transpose(-3, -2)  # T 1 P
        x = self.embed_tokens(token_ids)  # B T C
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, rotation, None if cache is None else cache[i])  # B T C
        return F.rms_norm(x, self.norm.shape, self.norm, self.config.norm_eps)

    def repeat_for_groups(self, mask: Bool[Tensor, "... T S"]) -> Bool[Tensor, "... GT S"]:
        """Give each query head of a group the same mask."""
        return torch.cat([mask] * (self.config.n_heads // self.config.n_kv_heads), dim=-2)


class PackedBlock(nn.Module):
    """One pre-norm block with fused projections."""

    def __init__(self, block: Any, c: LlamaConfig, matrix: Callable[[Tensor], nn.Module]):
        super().__init__()
        attention, mlp = block.self_attn, block.mlp
        q = half_split_to_interleaved(attention.q_proj.weight, c.d_head)  # HD C
        k = half_split_to_interleaved(attention.k_proj.weight, c.d_head)  # KD C
        self.n_heads, self.n_kv_heads, self.d_head = c.n_heads, c.n_kv_heads, c.d_head
        self.norm_eps = c.norm_eps
        self.qkv_proj = matrix(torch.cat([q, k, attention.v_proj.weight]))
        self.o_proj = matrix(attention.o_proj.weight)
        self.gate_up_proj = matrix(torch.cat([mlp.gate_proj.weight, mlp.up_proj.weight]))
        self.down_proj = matrix(mlp.down_proj.weight)
        self.input_layernorm = own(block.input_layernorm.weight)
        self.post_attention_layernorm = own(block.post_attention_layernorm.weight)

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        mask: Bool[Tensor, "... GT S"] | Visible | None,
        rotation: Complex[Tensor, "... T 1 P"],
        cache: LayerCache | None,
    ) -> Float[Tensor, "B T C"]:
        """Return the residual path after attention and the feed-forward network."""
        x = x + self.o_proj(self.attend(self.norm(x, self.input_layernorm), mask, rotation, cache))
        gate_up = self.gate_up_proj(self.norm(x, self.post_attention_layernorm))  # B T 2F
        gate, up = gate_up.chunk(2, dim=-1)  # B T F
        return x + self.down_proj(F.silu(gate) * up)

    def norm(self, x: Float[Tensor, "B T C"], weight: Float[Tensor, "C"]) -> Float[Tensor, "B T C"]:
        """RMSNorm by PyTorch's own operator."""
        return F.rms_norm(x, weight.shape, weight, self.norm_eps)

    def attend(
        self,
        x: Float[Tensor, "B T C"],
        mask: Bool[Tensor, "... GT S"] | Visible | None,
        rotation: Complex[Tensor, "... T 1 P"],
        cache: LayerCache | None,
    ) -> Float[Tensor, "B T C"]:
        """Mix each token with those it may attend to."""
        H, K = self.n_heads, self.n_kv_heads
        qkv = self.qkv_proj(x).unflatten(-1, (-1, self.d_head))  # B T H+2K D
        qk = rotate_interleaved(qkv[:, :, : H + K], rotation).transpose(1, 2)  # B H+K T D
        k, v = qk[:, H:], qkv[:, :, H + K :].transpose(1, 2)  # B K T D
        if cache is not None:
            k, v = cache.extend(k, v)  # B K S D
        q = qk[:, :H]  # B H T D
        if mask is CAUSAL:
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
            return y.transpose(1, 2).flatten(2)  # B T C
        q = q.reshape(len(x), K, -1, self.d_head)  # B K G*T D
        y = F.scaled_dot_product_attention(q, k, v, mask)  # B K G*T D
        return y.reshape(len(x), H, -1, self.d_head).transpose(1, 2).flatten(2)  # B T C


def own(weight: Tensor) -> nn.Parameter:
    """Return a weight for this module alone, in float32, which is what its kernels take and give.

    The numbers are those of the model, shared where they are float32 already.
    """
    return nn.Parameter(weight.detach().float(), requires_grad=False)


def rotate_interleaved(
    x: Float[Tensor, "B T N D"], rotation: Complex[Tensor, "... T 1 P"]
) -> Float[Tensor, "B T N D"]:
    """Turn pair i = (x[2i], x[2i + 1]), read as one complex number.

    >>> rotate_interleaved(torch.tensor([[[[1.0, 0.0]]]]), torch.tensor([[[1j]]]))
    tensor([[[[0., 1.]]]])
    """
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)))  # B T N P
    return torch.view_as_real(pairs * rotation).flatten(-2)
