"""GPT-2: the decoder of 2019 (Radford et al. 2019).

    token ids → embedding + position → L × [x + attention(norm(x)), x + GELU MLP(norm(x))]
              → norm → head → logits

Pre-norm with LayerNorm, learned positions that are added once, multi-head attention with biases,
and a head that is the embedding used again.

Shapes: B batch, T new tokens, S tokens so far including the new ones, C model width,
V vocabulary, L layers.
"""

from dataclasses import dataclass, replace

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.layers.attention import MultiHeadAttention
from course_lib.layers.feed_forward import FeedForward
from course_lib.layers.initialization import initialize
from course_lib.layers.kv_cache import KVCache
from course_lib.layers.normalization import LayerNorm
from course_lib.layers.positional_encoding import LearnedEncoding
from course_lib.layers.sizes import require_divisible, require_sizes
from course_lib.layers.transformer_block import PreNormBlock
from course_lib.models.inputs import checked_positions_and_mask


@dataclass(frozen=True)
class GPT2Config:
    """The sizes of a GPT-2 model; ``tied`` means that the head is the embedding used again.

    >>> GPT2_SMALL.context_length, GPT2_SMALL.d_head
    (1024, 64)
    """

    vocab_size: int
    d_model: int
    n_layers: int
    n_heads: int
    d_ff: int
    context_length: int
    norm_eps: float = 1e-5
    tied: bool = True

    def __post_init__(self):
        require_sizes(self)
        require_divisible("d_model", self.d_model, "n_heads", self.n_heads)

    @property
    def n_kv_heads(self) -> int:
        """As many key/value heads as query heads."""
        return self.n_heads

    @property
    def d_head(self) -> int:
        """Width of one head."""
        return self.d_model // self.n_heads


class GPT2(nn.Module):
    """A GPT-2 model of the given sizes, with fresh weights.

    >>> import torch
    >>> config = GPT2Config(11, d_model=8, n_layers=1, n_heads=2, d_ff=16, context_length=6)
    >>> GPT2(config)(torch.tensor([[3, 1, 4]])).shape
    torch.Size([1, 3, 11])
    """

    def __init__(self, config: GPT2Config):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.d_model)
        self.embed_positions = LearnedEncoding(config.context_length, config.d_model)
        self.layers = nn.ModuleList(
            PreNormBlock(
                self_attn=MultiHeadAttention(config.d_model, config.n_heads, bias=True),
                mlp=FeedForward(config.d_model, config.d_ff, nn.GELU(approximate="tanh")),
                input_layernorm=LayerNorm(config.d_model, config.norm_eps),
                post_attention_layernorm=LayerNorm(config.d_model, config.norm_eps),
            )
            for _ in range(config.n_layers)
        )
        self.norm = LayerNorm(config.d_model, config.norm_eps)
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
        x = self.embed_tokens(token_ids) + self.embed_positions(positions)  # B T C
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, cache=None if cache is None else cache[i])  # B T C
        return self.norm(x)


GPT2_SMALL = GPT2Config(
    vocab_size=50257, d_model=768, n_layers=12, n_heads=12, d_ff=3072, context_length=1024
)
GPT2_MEDIUM = replace(GPT2_SMALL, d_model=1024, n_layers=24, n_heads=16, d_ff=4096)
GPT2_LARGE = replace(GPT2_SMALL, d_model=1280, n_layers=36, n_heads=20, d_ff=5120)
GPT2_XL = replace(GPT2_SMALL, d_model=1600, n_layers=48, n_heads=25, d_ff=6400)
