"""Counting what each of n processes holds and sends when they train one model together.

In mixed precision AdamW holds 16 bytes a parameter: 2 for the weight, 2 for its gradient, and 12
for the optimizer (a weight in 32 bits and two moments). Data parallelism (DDP) holds all of it on
every rank. ZeRO cuts it into shares, one a rank:

    stage 1    the optimizer's 12 bytes
    stage 2    and the gradients
    stage 3    and the weights; a layer's are gathered just before they are used (FSDP)

A ring moves (n − 1)/n of a tensor for each of its two halves: reduce-scatter, after which each rank
has its share of the sum, and all-gather, after which all have the whole. An all-reduce is both.

Sizes: N parameters, n ranks. Source: Rajbhandari et al. 2020 (arXiv 1910.02054), sections 5 and 7.
"""

from course_lib.layers.sizes import require_at_least

STAGES = {"DDP": 0, "ZeRO-1": 1, "ZeRO-2": 2, "FSDP": 3}
BYTES = {"weights": 2, "gradients": 2, "optimizer": 12}  # of one parameter, in mixed precision
SHARED_FROM = {"weights": 3, "gradients": 2, "optimizer": 1}  # the first stage that cuts it


def bytes_held(n_parameters: int, n_ranks: int, stage: int) -> dict[str, int]:
    """Bytes that the fullest rank holds of each kind, between two steps and beside activations.

    >>> bytes_held(10, n_ranks=4, stage=2)
    {'weights': 20, 'gradients': 6, 'optimizer': 36}
    """
    require_at_least(1, n_parameters=n_parameters, n_ranks=n_ranks)
    require_stage(stage)
    share = -(-n_parameters // n_ranks)  # rounded up
    return {
        kind: each * (share if stage >= SHARED_FROM[kind] else n_parameters)
        for kind, each in BYTES.items()
    }


def training_bytes_per_rank(n_parameters: int, n_ranks: int, stage: int) -> int:
    """Bytes that the fullest rank holds of weights, gradients and optimizer together.

    >>> training_bytes_per_rank(10, n_ranks=4, stage=2)
    62
    """
    return sum(bytes_held(n_parameters, n_ranks, stage).values())


def ring_halves(stage: int) -> int:
    """How often a step moves all parameters or all gradients half way round the ring.

    The gradients are reduce-scattered and the new weights gathered, which is one all-reduce; stage
    3 gathers the weights twice, for forward and for backward, and again none after the update.

    >>> [ring_halves(stage) for stage in STAGES.values()]
    [2, 2, 2, 3]
    """
    require_stage(stage)
    return 3 if stage == 3 else 2


def bytes_sent(n_parameters: int, n_ranks: int, stage: int, bytes_per_number: int = 2) -> float:
    """Bytes that each rank sends in one step, if every tensor travels round a ring.

    >>> bytes_sent(100, n_ranks=4, stage=0)
    300.0
    """
    require_at_least(1, n_parameters=n_parameters, n_ranks=n_ranks)
    return ring_halves(stage) * (n_ranks - 1) / n_ranks * bytes_per_number * n_parameters


def require_stage(stage: int) -> None:
    """Refuse a stage that does not exist.

    >>> require_stage(4)
    Traceback (most recent call last):
    ValueError: stage must be 0 (DDP), 1, 2 or 3, got 4
    """
    if stage not in STAGES.values():
        raise ValueError(f"stage must be 0 (DDP), 1, 2 or 3, got {stage}")
