"""BERT: an encoder that reads in both directions (Devlin et al. 2019).

    token ids → norm(embedding + position + token type) → L × post-norm block → hidden states

Nothing is masked but padding, so every token sees every other. It learns by guessing tokens that
were hidden (``BertForMaskedLM``); it cannot write a text from left to right.

Shapes: B batch, T tokens, C model width, V vocabulary, L layers.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.layers.attention import MultiHeadAttention
from course_lib.layers.feed_forward import FeedForward
from course_lib.layers.initialization import initialize
from course_lib.layers.normalization import LayerNorm
from course_lib.layers.positional_encoding import LearnedEncoding
from course_lib.layers.sizes import require_divisible, require_sizes
from course_lib.layers.transformer_block import PostNormBlock
from course_lib.models.inputs import check_length, check_token_ids, visible_keys


@dataclass(frozen=True)
class BertConfig:
    """The sizes of a BERT model.

    >>> MINILM_L6.n_layers, MINILM_L6.d_head
    (6, 32)
    """

    vocab_size: int
    d_model: int
    n_layers: int
    n_heads: int
    d_ff: int
    context_length: int
    n_token_types: int = 2
    norm_eps: float = 1e-12

    def __post_init__(self):
        require_sizes(self)
        require_divisible("d_model", self.d_model, "n_heads", self.n_heads)

    @property
    def d_head(self) -> int:
        """Width of one head."""
        return self.d_model // self.n_heads


class BertEncoder(nn.Module):
    """Embeddings and post-norm blocks: what both heads below stand on.

    >>> config = BertConfig(11, d_model=8, n_layers=1, n_heads=2, d_ff=16, context_length=6)
    >>> BertEncoder(config)(torch.tensor([[3, 1, 4]])).shape
    torch.Size([1, 3, 8])
    """

    def __init__(self, config: BertConfig):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config.vocab_size, config.d_model)
        self.embed_positions = LearnedEncoding(config.context_length, config.d_model)
        self.embed_token_types = nn.Embedding(config.n_token_types, config.d_model)
        self.embed_norm = LayerNorm(config.d_model, config.norm_eps)
        self.layers = nn.ModuleList(
            PostNormBlock(
                self_attn=MultiHeadAttention(config.d_model, config.n_heads, bias=True),
                mlp=FeedForward(config.d_model, config.d_ff, nn.GELU()),
                self_attn_norm=LayerNorm(config.d_model, config.norm_eps),
                mlp_norm=LayerNorm(config.d_model, config.norm_eps),
            )
            for _ in range(config.n_layers)
        )

    def forward(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B T"] | None = None,
        token_type_ids: Int[Tensor, "B T"] | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return one vector for each token; ``token_type_ids`` tell a first text from a second."""
        check_token_ids(token_ids, self.config.vocab_size)
        check_length(token_ids.shape[1], self.config.context_length)
        if token_type_ids is None:
            token_type_ids = torch.zeros_like(token_ids)  # B T
        check_token_ids(token_type_ids, self.config.n_token_types, "token types")
        positions = torch.arange(token_ids.shape[1], device=token_ids.device)  # T
        mask = visible_keys(padding_mask, *token_ids.shape)  # B 1 1 T
        x = self.embed_tokens(token_ids) + self.embed_token_types(token_type_ids)  # B T C
        x = self.embed_norm(x + self.embed_positions(positions))  # B T C
        for layer in self.layers:
            x = layer(x, mask)  # B T C
        return x


class Bert(nn.Module):
    """The published encoder: a vector for each token, and from the first one a vector for all.

    >>> model = Bert(BertConfig(11, d_model=8, n_layers=1, n_heads=2, d_ff=16, context_length=6))
    >>> model.pool(model(torch.tensor([[3, 1, 4]]))).shape
    torch.Size([1, 8])
    """

    def __init__(self, config: BertConfig):
        super().__init__()
        self.config = config
        self.encoder = BertEncoder(config)
        self.pooler = nn.Linear(config.d_model, config.d_model)
        initialize(self)

    def forward(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B T"] | None = None,
        token_type_ids: Int[Tensor, "B T"] | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return one vector for each token; ``padding_mask`` is True for real tokens."""
        return self.encoder(token_ids, padding_mask, token_type_ids)

    def pool(self, hidden_states: Float[Tensor, "B T C"]) -> Float[Tensor, "B C"]:
        """Return one vector for each text, made from its first token, ``[CLS]``."""
        return self.pooler(hidden_states[:, 0]).tanh()


class BertForMaskedLM(nn.Module):
    """The encoder with the head that it is trained by: guess the tokens that were hidden.

    >>> config = BertConfig(11, d_model=8, n_layers=1, n_heads=2, d_ff=16, context_length=6)
    >>> BertForMaskedLM(config)(torch.tensor([[3, 1, 4]])).shape
    torch.Size([1, 3, 11])
    """

    def __init__(self, config: BertConfig):
        super().__init__()
        self.config = config
        self.encoder = BertEncoder(config)
        self.head_dense = nn.Linear(config.d_model, config.d_model)
        self.head_norm = LayerNorm(config.d_model, config.norm_eps)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size)
        initialize(self)
        self.lm_head.weight = self.encoder.embed_tokens.weight

    def forward(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B T"] | None = None,
        token_type_ids: Int[Tensor, "B T"] | None = None,
    ) -> Float[Tensor, "B T V"]:
        """Return, for every token, the logits of the token that stands or stood *there*."""
        x = self.encoder(token_ids, padding_mask, token_type_ids)  # B T C
        x = self.head_norm(F.gelu(self.head_dense(x)))  # B T C
        return self.lm_head(x)  # B T V


BERT_BASE = BertConfig(
    vocab_size=30522, d_model=768, n_layers=12, n_heads=12, d_ff=3072, context_length=512
)
MINILM_L6 = BertConfig(
    vocab_size=30522, d_model=384, n_layers=6, n_heads=12, d_ff=1536, context_length=512
)
