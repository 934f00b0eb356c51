"""The optimizer and its learning rate: how far each step goes.

AdamW divides each gradient by its usual size, so that every weight takes steps of about the
learning rate, and shrinks the matrices a little at each step. Its averages know nothing at first:
the learning rate begins small (warm-up); later it falls along a cosine, for the last improvements
need small steps.

Sources: AdamW, Loshchilov and Hutter 2019 (arXiv 1711.05101); warm-up and cosine decay as in Brown
et al. 2020 (2005.14165, appendix B).
"""

import math

from torch import nn
from torch.optim import AdamW


def make_optimizer(model: nn.Module, learning_rate: float, weight_decay: float) -> AdamW:
    """Return AdamW that decays matrices; the gains of norms and biases keep their scale.

    >>> optimizer = make_optimizer(nn.Linear(3, 2), learning_rate=0.01, weight_decay=0.1)
    >>> [group["weight_decay"] for group in optimizer.param_groups]
    [0.1, 0.0]
    """
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return AdamW(groups, lr=learning_rate, betas=(0.9, 0.95), fused=True)


def learning_rate_factor(
    step: int, steps: int, warmup_steps: int, final_share: float = 0.1
) -> float:
    """Return the share of the full learning rate: a linear rise, then half a cosine down.

    >>> [round(learning_rate_factor(step, 100, 10), 2) for step in (0, 4, 9, 55, 100)]
    [0.1, 0.5, 1.0, 0.55, 0.1]
    """
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    progress = (step - warmup_steps) / max(steps - warmup_steps, 1)
    return final_share + (1 - final_share) * (1 + math.cos(math.pi * min(progress, 1))) / 2
