"""Key/value cache: what earlier tokens offered is kept, so that a new token costs one step.

Keys and values of a token never change once computed (no later token can reach them), so
generation stores them and computes only those of the new tokens. ``GrowingCache`` is the idea: put
the new ones after the old ones. But this copies the old ones at each step, so a model's ``KVCache``
writes into memory that is allocated once:

    2 · L · B · K · capacity · D numbers.

The generation loop owns the cache; each attention layer extends its own part of it.

Shapes: B batch, T new tokens, S tokens so far including the new ones, K key/value heads,
D head width, L layers.
"""

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.models.decoder import Decoder


class GrowingCache:
    """Keys and values of one layer, which grow with each token: the idea in two lines.

    >>> cache = GrowingCache()
    >>> _ = cache.extend(torch.ones(1, 3, 5, 4), torch.ones(1, 3, 5, 4))
    >>> cache.extend(torch.ones(1, 3, 1, 4), torch.ones(1, 3, 1, 4))[0].shape
    torch.Size([1, 3, 6, 4])
    """

    keys: Tensor | None = None
    values: Tensor | None = None

    def extend(
        self, k: Float[Tensor, "B K T D"], v: Float[Tensor, "B K T D"]
    ) -> tuple[Float[Tensor, "B K S D"], Float[Tensor, "B K S D"]]:
        """Put the new tokens' keys and values after the earlier ones; return them all."""
        self.keys = k if self.keys is None else torch.cat([self.keys, k], dim=2)  # B K S D
        self.values = v if self.values is None else torch.cat([self.values, v], dim=2)  # B K S D
        return self.keys, self.values


class LayerCache:
    """Keys and values of one layer, in memory that is allocated once.

    >>> cache = LayerCache(keys=torch.zeros(1, 2, 8, 4), values=torch.zeros(1, 2, 8, 4))
    >>> k, v = cache.extend(torch.ones(1, 2, 3, 4), torch.ones(1, 2, 3, 4))
    >>> k.shape, cache.length
    (torch.Size([1, 2, 3, 4]), 3)
    """

    def __init__(self, keys: Float[Tensor, "B K N D"], values: Float[Tensor, "B K N D"]):
        self.keys, self.values = keys, values
        self.length = 0

    def extend(
        self, k: Float[Tensor, "B K T D"], v: Float[Tensor, "B K T D"]
    ) -> tuple[Float[Tensor, "B K S D"], Float[Tensor, "B K S D"]]:
        """Store the new tokens' keys and values; return those of all tokens so far.

        They come back without their gradients: a cache serves generation, not training.
        """
        if k.shape[0] != self.keys.shape[0]:
            raise ValueError(f"the cache has {self.keys.shape[0]} rows; {k.shape[0]} came in")
        end = self.length + k.shape[2]
        if end > self.keys.shape[2]:
            raise ValueError(
                f"the cache holds {self.length} of at most {self.keys.shape[2]} tokens; "
                f"{k.shape[2]} more do not fit: make it larger or start a new one"
            )
        self.keys[:, :, self.length : end] = k.detach()
        self.values[:, :, self.length : end] = v.detach()
        self.length = end
        return self.keys[:, :, :end], self.values[:, :, :end]


class KVCache:
    """One ``LayerCache`` for each layer of a model: ``cache[i]`` belongs to layer i.

    >>> cache = KVCache(n_layers=2, batch_size=1, n_kv_heads=3, capacity=8, d_head=4)
    >>> k, v = cache[0].extend(torch.ones(1, 3, 5, 4), torch.ones(1, 3, 5, 4))
    >>> k.shape, cache.capacity
    (torch.Size([1, 3, 5, 4]), 8)
    """

    def __init__(
        self,
        n_layers: int,
        batch_size: int,
        n_kv_heads: int,
        capacity: int,
        d_head: int,
        dtype: torch.dtype = torch.float32,
        device: torch.device | None = None,
    ):
        shape = (batch_size, n_kv_heads, capacity, d_head)

        def memory() -> Tensor:
            return torch.zeros(shape, dtype=dtype, device=device)  # B K N D

        self.layers = [LayerCache(memory(), memory()) for _ in range(n_layers)]
        self.capacity = capacity

    @classmethod
    def for_model(cls, model: Decoder, batch_size: int, capacity: int) -> "KVCache":
        """Allocate an empty cache that fits a decoder of this library."""
        config, weight = model.config, model.embed_tokens.weight
        sizes = (config.n_layers, batch_size, config.n_kv_heads, capacity, config.d_head)
        return cls(*sizes, dtype=weight.dtype, device=weight.device)

    def __getitem__(self, layer: int) -> LayerCache:
        """Return the part that belongs to layer ``layer``."""
        return self.layers[layer]

    @property
    def length(self) -> int:
        """How many tokens the cache holds, which is the position of the next one."""
        return self.layers[0].length

    def forget_after(self, n_tokens: int) -> None:
        """Keep the first ``n_tokens`` tokens; the next ones are written over the others.

        >>> cache = KVCache(n_layers=1, batch_size=1, n_kv_heads=1, capacity=8, d_head=4)
        >>> _ = cache[0].extend(torch.ones(1, 1, 5, 4), torch.ones(1, 1, 5, 4))
        >>> cache.forget_after(3)
        >>> cache.length
        3
        """
        if not 0 <= n_tokens <= self.length:
            raise ValueError(f"the cache holds {self.length} tokens; it cannot keep {n_tokens}")
        for layer in self.layers:
            layer.length = n_tokens
