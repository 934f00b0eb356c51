"""Initialization: where training starts.

    decoders, BERT    N(0, 0.02²), biases 0: logits start near zero and the loss near ln V
    2017              Glorot: variance 2 / (in + out), so that sums keep the size of their terms

In GPT-2's recipe, matrices that add to the residual path are smaller by √(2L): the path receives
2L such sums, whose variances add up (Radford et al. 2019, §2.3). A small post-norm Transformer
started at 0.02 learns several times more slowly than with Glorot's (Glorot and Bengio 2010).
"""

import math

from torch import nn


def initialize(model: nn.Module, n_layers: int = 0, std: float = 0.02) -> None:
    """Draw the weights of all linear and embedding layers afresh, in place.

    With ``n_layers`` given, what is added to the residual path begins smaller, as in GPT-2.

    >>> model = nn.ModuleDict({"up_proj": nn.Linear(300, 300), "down_proj": nn.Linear(300, 300)})
    >>> initialize(model, n_layers=8)
    >>> [round(layer.weight.std().item(), 3) for layer in model.values()]
    [0.02, 0.005]
    """
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear | nn.Embedding):
            writes_to_residual = n_layers and name.endswith(("o_proj", "down_proj"))
            scale = 1 / math.sqrt(2 * n_layers) if writes_to_residual else 1.0
            nn.init.normal_(module.weight, std=std * scale)
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)


def initialize_glorot(model: nn.Module) -> None:
    """Draw the weights of all linear and embedding layers afresh, in place, as in 2017.

    Embeddings get variance 1/C: times √C, a row is as large as the positions added to it.

    >>> layer = nn.Linear(400, 200)
    >>> initialize_glorot(layer)
    >>> round(layer.weight.var().item() * (400 + 200), 1)
    2.0
    """
    for module in model.modules():
        if isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, std=1 / math.sqrt(module.embedding_dim))
        if isinstance(module, nn.Linear):
            nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
