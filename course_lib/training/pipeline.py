"""Pipeline parallelism: each rank has some of the layers, and micro-batches pass through them.

GPipe sends all m micro-batches forward through the p stages, and then all of them back. A stage
waits while the first ones have not arrived, and while the last ones are still elsewhere: the
*bubble*, a share (p − 1) / (m + p − 1) of the time, if all stages take equally long.

Source: Huang et al. 2019 (arXiv 1811.06965).
"""

from course_lib.layers.sizes import require_at_least


def gpipe_schedule(n_stages: int, n_micro_batches: int) -> list[list[int | None]]:
    """Return what each stage works on in each tick: micro-batches forward, then backward, or None.

    A forward and a backward tick are drawn equally long; the share of waiting does not hang on it.

    >>> gpipe_schedule(2, 3)
    [[0, 1, 2, None, None, 0, 1, 2], [None, 0, 1, 2, 0, 1, 2, None]]
    """
    require_at_least(1, n_stages=n_stages, n_micro_batches=n_micro_batches)
    work, waiting = [*range(n_micro_batches)], [None]
    return [
        waiting * stage + work + 2 * waiting * (n_stages - 1 - stage) + work + waiting * stage
        for stage in range(n_stages)
    ]


def bubble_share(n_stages: int, n_micro_batches: int) -> float:
    """Return the share of the time in which a stage waits.

    >>> bubble_share(4, 4), bubble_share(1, 8)
    (0.42857142857142855, 0.0)
    """
    require_at_least(1, n_stages=n_stages, n_micro_batches=n_micro_batches)
    return (n_stages - 1) / (n_micro_batches + n_stages - 1)
