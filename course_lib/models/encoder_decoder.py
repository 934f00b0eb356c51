"""The Transformer of 2017: an encoder reads, a decoder writes (Vaswani et al. 2017).

    source → embedding · √C + position
           → L × [self-attention, feed-forward] → memory
    target → embedding · √C + position
           → L × [causal self-attention, cross-attention
                  over the memory, feed-forward] → logits

Post-norm, sinusoidal positions, ReLU, and one embedding for source, target and head. Every decoder
layer reads the *final* memory. The target is shifted right: it starts with a start token, and the
logits at position t are about target token t + 1.

Shapes: B batch, T target tokens, S source tokens, C model width, V vocabulary, L layers.
"""

import math
from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.layers.attention import CrossAttention, MultiHeadAttention
from course_lib.layers.feed_forward import FeedForward
from course_lib.layers.initialization import initialize_glorot
from course_lib.layers.masks import Visible
from course_lib.layers.normalization import LayerNorm
from course_lib.layers.positional_encoding import SinusoidalEncoding
from course_lib.layers.sizes import require_divisible, require_sizes
from course_lib.layers.transformer_block import PostNormBlock
from course_lib.models.inputs import check_length, check_token_ids, positions_and_mask, visible_keys


@dataclass(frozen=True)
class EncoderDecoderConfig:
    """The sizes of an encoder-decoder with as many layers on either side.

    >>> TRANSFORMER_BASE.d_model // TRANSFORMER_BASE.n_heads
    64
    """

    vocab_size: int
    d_model: int
    n_layers: int
    n_heads: int
    d_ff: int
    context_length: int
    norm_eps: float = 1e-5

    def __post_init__(self):
        require_sizes(self)
        require_divisible("d_model", self.d_model, "n_heads", self.n_heads)
        require_divisible("d_model", self.d_model, "the size of a sine-cosine pair", 2)


class DecoderBlock(nn.Module):
    """A post-norm block with three parts: the target so far, the source, each token alone.

    >>> block = DecoderBlock(d_model=8, n_heads=2, d_ff=16, norm_eps=1e-5)
    >>> block(torch.zeros(1, 3, 8), torch.zeros(1, 5, 8), mask=None, memory_mask=None).shape
    torch.Size([1, 3, 8])
    """

    def __init__(self, d_model: int, n_heads: int, d_ff: int, norm_eps: float):
        super().__init__()
        self.self_attn = MultiHeadAttention(d_model, n_heads, bias=True)
        self.self_attn_norm = LayerNorm(d_model, norm_eps)
        self.cross_attn = CrossAttention(d_model, n_heads, bias=True)
        self.cross_attn_norm = LayerNorm(d_model, norm_eps)
        self.mlp = FeedForward(d_model, d_ff, nn.ReLU())
        self.mlp_norm = LayerNorm(d_model, norm_eps)

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        memory: Float[Tensor, "B S C"],
        mask: Bool[Tensor, "... T T"] | Visible | None,
        memory_mask: Bool[Tensor, "B 1 1 S"] | None,
    ) -> Float[Tensor, "B T C"]:
        """Return the normalized sum after the third part."""
        x = self.self_attn_norm(x + self.self_attn(x, mask))  # B T C
        x = self.cross_attn_norm(x + self.cross_attn(x, memory, memory_mask))  # B T C
        return self.mlp_norm(x + self.mlp(x))  # B T C


class EncoderDecoder(nn.Module):
    """A Transformer of the given sizes, with fresh weights.

    >>> config = EncoderDecoderConfig(11, 8, n_layers=1, n_heads=2, d_ff=16, context_length=6)
    >>> EncoderDecoder(config)(torch.tensor([[3, 1, 4, 1]]), torch.tensor([[0, 7]])).shape
    torch.Size([1, 2, 11])
    """

    def __init__(self, config: EncoderDecoderConfig):
        super().__init__()
        C, H, F, eps = config.d_model, config.n_heads, config.d_ff, config.norm_eps
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, C)
        self.embed_positions = SinusoidalEncoding(C)
        self.encoder = nn.ModuleList(
            PostNormBlock(
                self_attn=MultiHeadAttention(C, H, bias=True),
                mlp=FeedForward(C, F, nn.ReLU()),
                self_attn_norm=LayerNorm(C, eps),
                mlp_norm=LayerNorm(C, eps),
            )
            for _ in range(config.n_layers)
        )
        self.decoder = nn.ModuleList(DecoderBlock(C, H, F, eps) for _ in range(config.n_layers))
        self.lm_head = nn.Linear(C, config.vocab_size, bias=False)
        initialize_glorot(self)
        self.lm_head.weight = self.embed_tokens.weight

    def forward(
        self,
        source_ids: Int[Tensor, "B S"],
        target_ids: Int[Tensor, "B T"],
        source_padding_mask: Bool[Tensor, "B S"] | None = None,
        target_padding_mask: Bool[Tensor, "B T"] | None = None,
    ) -> Float[Tensor, "B T V"]:
        """Return, for every target token, the logits of the one after it."""
        memory = self.encode(source_ids, source_padding_mask)  # B S C
        return self.decode(target_ids, memory, source_padding_mask, target_padding_mask)  # B T V

    def encode(
        self,
        source_ids: Int[Tensor, "B S"],
        source_padding_mask: Bool[Tensor, "B S"] | None = None,
    ) -> Float[Tensor, "B S C"]:
        """Read the source: done once for each text, however long the answer becomes."""
        mask = visible_keys(source_padding_mask, *source_ids.shape)  # B 1 1 S
        x = self.embed(source_ids)  # B S C
        for layer in self.encoder:
            x = layer(x, mask)  # B S C
        return x

    def decode(
        self,
        target_ids: Int[Tensor, "B T"],
        memory: Float[Tensor, "B S C"],
        source_padding_mask: Bool[Tensor, "B S"] | None = None,
        target_padding_mask: Bool[Tensor, "B T"] | None = None,
    ) -> Float[Tensor, "B T V"]:
        """Write on, given the target so far and the encoder's memory."""
        _, mask = positions_and_mask(target_ids, target_padding_mask, n_earlier=0)  # T T
        memory_mask = visible_keys(source_padding_mask, *memory.shape[:2])  # B 1 1 S
        x = self.embed(target_ids)  # B T C
        for layer in self.decoder:
            x = layer(x, memory, mask, memory_mask)  # B T C
        return self.lm_head(x)  # B T V

    def embed(self, token_ids: Int[Tensor, "B T"]) -> Float[Tensor, "B T C"]:
        """Return embeddings times √C, plus positions."""
        check_token_ids(token_ids, self.config.vocab_size)
        check_length(token_ids.shape[1], self.config.context_length)
        x = self.embed_tokens(token_ids) * math.sqrt(self.config.d_model)  # B T C
        positions = torch.arange(token_ids.shape[1], device=token_ids.device)  # T
        return x + self.embed_positions(positions).type_as(x)  # B T C


TRANSFORMER_BASE = EncoderDecoderConfig(
    vocab_size=37000, d_model=512, n_layers=6, n_heads=8, d_ff=2048, context_length=512
)
