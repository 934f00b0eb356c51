"""Decoder: what generation, cache and training ask of a model, whatever its family.

GPT-2, Llama, Phi-3 and the packed Llama are decoders in this sense; none of them inherits from it.

Shapes: B batch, T new tokens, S tokens so far including the new ones, C model width, V vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

if TYPE_CHECKING:
    from course_lib.layers.kv_cache import KVCache


@runtime_checkable
class DecoderSizes(Protocol):
    """The sizes that a cache and a generation loop need to know.

    >>> from course_lib.models.gpt2 import GPT2_SMALL
    >>> isinstance(GPT2_SMALL, DecoderSizes)
    True
    """

    @property
    def vocab_size(self) -> int: ...  # noqa: D102
    @property
    def context_length(self) -> int: ...  # noqa: D102
    @property
    def n_layers(self) -> int: ...  # noqa: D102
    @property
    def n_kv_heads(self) -> int: ...  # noqa: D102
    @property
    def d_head(self) -> int: ...  # noqa: D102


@runtime_checkable
class Decoder(Protocol):
    """A model that reads tokens from left to right and scores the one that comes next.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> isinstance(Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6)), Decoder)
    True
    """

    @property
    def config(self) -> DecoderSizes:
        """The model's sizes."""
        ...

    @property
    def embed_tokens(self) -> nn.Embedding:
        """The embedding; where it lies, and how precisely, so does the cache."""
        ...

    @property
    def lm_head(self) -> nn.Module:
        """From hidden states ("... C") to logits ("... V")."""
        ...

    def hidden_states(
        self,
        token_ids: Int[Tensor, "B T"],
        padding_mask: Bool[Tensor, "B S"] | None = None,
        cache: KVCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Return what the head reads; with a cache, the new tokens alone come in."""
        ...
