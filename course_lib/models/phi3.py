"""Phi-3: Llama's architecture with fused matrices and a sliding window (Abdin et al. 2024).

    q, k, v  = split(qkv_proj(x))          one matrix where Llama has three
    gate, up = split(gate_up_proj(x))      one matrix where Llama has two

One large product keeps the hardware busier than several small ones; the function is the same, and
``phi3_as_llama`` of ``course_lib.pretrained.weights`` splits the matrices to prove it. A token sees
itself and the ``sliding_window - 1`` tokens before it, no more.

Shapes: B batch, T new tokens, S tokens so far including the new ones, C model width,
H query heads, K key/value heads, D head width, F feed-forward width, V vocabulary, L layers.
"""

from dataclasses import dataclass

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.layers.attention import grouped_query_attention, merge_heads, split_heads
from course_lib.layers.initialization import initialize
from course_lib.layers.kv_cache import KVCache, LayerCache
from course_lib.layers.masks import Mask, within_window, written_out
from course_lib.layers.normalization import RMSNorm
from course_lib.layers.positional_encoding import RotaryEncoding, Rotation, apply_rope
from course_lib.layers.sizes import require_divisible, require_sizes
from course_lib.layers.transformer_block import PreNormBlock
from course_lib.models.inputs import checked_positions_and_mask


@dataclass(frozen=True)
class Phi3Config:
    """The sizes of a Phi-3 model; ``tied`` means that the head is the embedding used again.

    >>> PHI_3_MINI.sliding_window, PHI_3_MINI.d_head
    (2047, 96)
    """

    vocab_size: int
    d_model: int
    n_layers: int
    n_heads: int
    n_kv_heads: int
    d_ff: int
    context_length: int
    sliding_window: int
    rope_base: float = 10000.0
    norm_eps: float = 1e-5
    tied: bool = False

    def __post_init__(self):
        require_sizes(self)
        require_divisible("d_model", self.d_model, "n_heads", self.n_heads)
        require_divisible("n_heads", self.n_heads, "n_kv_heads", self.n_kv_heads)
        require_divisible("d_head", self.d_head, "the size of a rotary pair", 2)

    @property
    def d_head(self) -> int:
        """Width of one head."""
        return self.d_model // self.n_heads


class Phi3Attention(nn.Module):
    """Grouped-query attention whose three input projections are one matrix.

    >>> Phi3Attention(d_model=8, n_heads=4, n_kv_heads=2).qkv_proj.weight.shape
    torch.Size([16, 8])
    """

    def __init__(self, d_model: int, n_heads: int, n_kv_heads: int):
        super().__init__()
        require_divisible("d_model", d_model, "n_heads", n_heads)
        require_divisible("n_heads", n_heads, "n_kv_heads", n_kv_heads)
        self.d_head = d_model // n_heads
        self.heads = (n_heads, n_kv_heads, n_kv_heads)  # of queries, keys, values
        self.n_rows = [n * self.d_head for n in self.heads]
        self.qkv_proj = nn.Linear(d_model, sum(self.n_rows), bias=False)
        self.o_proj = nn.Linear(d_model, d_model, bias=False)

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        mask: Mask | None = None,
        rotation: Rotation | None = None,
        cache: LayerCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Mix each token with those it may attend to; with a cache, also with the earlier ones."""
        qkv = self.qkv_proj(x).split(self.n_rows, dim=-1)
        q, k, v = map(split_heads, qkv, self.heads)  # B H T D, B K T D, B K T D
        if rotation is not None:
            q, k = apply_rope(q, *rotation), apply_rope(k, *rotation)
        if cache is not None:
            k, v = cache.extend(k, v)  # B K S D
        y = grouped_query_attention(q, k, v, mask)  # B H T D
        return self.o_proj(merge_heads(y))  # B T C


class Phi3MLP(nn.Module):
    """SwiGLU whose gate and up projections are one matrix, the gate's half first.

    >>> Phi3MLP(d_model=8, d_ff=16).gate_up_proj.weight.shape
    torch.Size([32, 8])
    """

    def __init__(self, d_model: int, d_ff: int):
        super().__init__()
        self.gate_up_proj = nn.Linear(d_model, 2 * d_ff, bias=False)
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)
        self.activation_fn = nn.SiLU()

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Work on each token by itself."""
        gate, up = self.gate_up_proj(x).chunk(2, dim=-1)  # ... F
        return self.down_proj(self.activation_fn(gate) * up)  # ... C


class Phi3(nn.Module):
    """A Phi-3 model of the given sizes, with fresh weights.

    >>> import torch
    >>> sizes = {"d_model": 8, "n_layers": 1, "n_heads": 2, "n_kv_heads": 1, "d_ff": 16}
    >>> config = Phi3Config(vocab_size=11, **sizes, context_length=6, sliding_window=3)
    >>> Phi3(config)(torch.tensor([[3, 1, 4]])).shape
    torch.Size([1, 3, 11])
    """

    def __init__(self, config: Phi3Config):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.d_model)
        self.layers = nn.ModuleList(
            PreNormBlock(
                self_attn=Phi3Attention(config.d_model, config.n_heads, config.n_kv_heads),
                mlp=Phi3MLP(config.d_model, config.d_ff),
                input_layernorm=RMSNorm(config.d_model, config.norm_eps),
                post_attention_layernorm=RMSNorm(config.d_model, config.norm_eps),
            )
            for _ in range(config.n_layers)
        )
        self.rotary_emb = RotaryEncoding(config.d_head, config.rope_base)
        self.norm = RMSNorm(config.d_model, config.norm_eps)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        initialize(self, config.n_layers)
        if config.tied:
            self.lm_head.weight = self.embed_tokens.weight

    def forward(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B S"] | None = None,
        cache: KVCache | None = None,
    ) -> Float[Tensor, "B T V"]:
        """Return, for every token, the logits of the token after it.

        With a cache, ``token_ids`` are the new tokens alone. ``padding_mask`` is True for real
        tokens; padding may stand left or right, and the tokens in the cache are part of the mask.
        """
        return self.lm_head(self.hidden_states(token_ids, padding_mask, cache))  # B T V

    def hidden_states(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B S"] | None = None,
        cache: KVCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return what the head reads: whoever needs one position only spares the other logits."""
        positions, mask = checked_positions_and_mask(
            token_ids, padding_mask, cache, self.config.vocab_size, self.config.context_length
        )  # T, T S
        T, S = token_ids.shape[1], token_ids.shape[1] + (0 if cache is None else cache.length)
        if self.config.sliding_window < S:
            visible = written_out(mask, T, S, token_ids.device)  # T S
            mask = within_window(visible, self.config.sliding_window)  # T S
        rotation = self.rotary_emb(positions)
        x = self.embed_tokens(token_ids)  # B T C
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, rotation, None if cache is None else cache[i])  # B T C
        return self.norm(x)


PHI_3_MINI = Phi3Config(
    vocab_size=32064,
    d_model=3072,
    n_layers=32,
    n_heads=32,
    n_kv_heads=32,
    d_ff=8192,
    context_length=4096,
    sliding_window=2047,
)
