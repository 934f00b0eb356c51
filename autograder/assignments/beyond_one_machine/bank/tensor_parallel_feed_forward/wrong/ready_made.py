"""The course's own layer on slices."""
# fails: own_share_alone

from course_lib.layers.feed_forward import swiglu


def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    if len(gate) % n_ranks:
        raise ValueError(f"{len(gate)} over {n_ranks}")
    n = len(gate) // n_ranks
    own = slice(rank * n, rank * n + n)
    return swiglu(x, gate[own], up[own], down[:, own])
