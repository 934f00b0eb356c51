"""Llama: the decoder that most open models follow (Touvron et al. 2023; Llama team 2024).

    token ids → embedding → L × [x + attention(norm(x)), x + SwiGLU(norm(x))] → norm → head → logits

Pre-norm with RMSNorm, rotary positions in every attention layer, grouped-query attention,
no biases. The module names are those of the published weights.

Shapes: B batch, T new tokens, S tokens so far including the new ones, C model width,
V vocabulary, L layers.
"""

from dataclasses import dataclass, replace

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.layers.attention import GroupedQueryAttention
from course_lib.layers.feed_forward import SwiGLU
from course_lib.layers.initialization import initialize
from course_lib.layers.kv_cache import KVCache
from course_lib.layers.normalization import RMSNorm
from course_lib.layers.positional_encoding import RopeScaling, RotaryEncoding
from course_lib.layers.sizes import require_divisible, require_sizes
from course_lib.layers.transformer_block import PreNormBlock
from course_lib.models.inputs import checked_positions_and_mask


@dataclass(frozen=True)
class LlamaConfig:
    """The sizes of a Llama model; ``tied`` means that the head is the embedding used again.

    >>> LLAMA_3_8B.n_heads // LLAMA_3_8B.n_kv_heads, LLAMA_3_8B.d_head
    (4, 128)
    """

    vocab_size: int
    d_model: int
    n_layers: int
    n_heads: int
    n_kv_heads: int
    d_ff: int
    context_length: int
    rope_base: float = 10000.0
    rope_scaling: RopeScaling | None = None
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


class Llama(nn.Module):
    """A Llama model of the given sizes, with fresh weights.

    >>> import torch
    >>> config = LlamaConfig(11, 8, n_layers=1, n_heads=2, n_kv_heads=1, d_ff=16, context_length=6)
    >>> Llama(config)(torch.tensor([[3, 1, 4]])).shape
    torch.Size([1, 3, 11])
    """

    def __init__(self, config: LlamaConfig):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.d_model)
        self.layers = nn.ModuleList(
            PreNormBlock(
                self_attn=GroupedQueryAttention(config.d_model, config.n_heads, config.n_kv_heads),
                mlp=SwiGLU(config.d_model, config.d_ff),
                input_layernorm=RMSNorm(config.d_model, config.norm_eps),
                post_attention_layernorm=RMSNorm(config.d_model, config.norm_eps),
            )
            for _ in range(config.n_layers)
        )
        self.rotary_emb = RotaryEncoding(config.d_head, config.rope_base, config.rope_scaling)
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
        rotation = self.rotary_emb(positions)
        x = self.embed_tokens(token_ids)  # B T C
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, rotation, None if cache is None else cache[i])  # B T C
        return self.norm(x)


LLAMA_2_7B = LlamaConfig(
    vocab_size=32000,
    d_model=4096,
    n_layers=32,
    n_heads=32,
    n_kv_heads=32,
    d_ff=11008,
    context_length=4096,
)
LLAMA_2_13B = replace(LLAMA_2_7B, d_model=5120, n_layers=40, n_heads=40, n_kv_heads=40, d_ff=13824)
LLAMA_2_70B = replace(LLAMA_2_7B, d_model=8192, n_layers=80, n_heads=64, n_kv_heads=8, d_ff=28672)
LLAMA_3_8B = replace(
    LLAMA_2_7B,
    vocab_size=128256,
    n_kv_heads=8,
    d_ff=14336,
    context_length=8192,
    rope_base=500000.0,
)
LLAMA_3_70B = replace(LLAMA_3_8B, d_model=8192, n_layers=80, n_heads=64, d_ff=28672)
LLAMA_3_1_8B = replace(LLAMA_3_8B, context_length=131072, rope_scaling=RopeScaling(factor=8.0))
LLAMA_3_1_405B = replace(LLAMA_3_1_8B, d_model=16384, n_layers=126, n_heads=128, d_ff=53248)
LLAMA_3_2_1B = replace(
    LLAMA_3_1_8B,
    d_model=2048,
    n_layers=16,
    d_ff=8192,
    rope_scaling=RopeScaling(factor=32.0),
    tied=True,
)
SMOLLM2_135M = LlamaConfig(
    vocab_size=49152,
    d_model=576,
    n_layers=30,
    n_heads=9,
    n_kv_heads=3,
    d_ff=1536,
    context_length=8192,
    rope_base=100000.0,
    tied=True,
)
