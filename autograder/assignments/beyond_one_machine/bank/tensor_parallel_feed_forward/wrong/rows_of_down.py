"""Rows of down in place of columns."""
# fails: share

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    if len(gate) % n_ranks:
        raise ValueError(f"{len(gate)} inner numbers, {n_ranks} ranks")
    width = len(gate) // n_ranks
    own = slice(rank * width, (rank + 1) * width)
    inner = F.silu(x @ gate[own].T) * (x @ up[own].T)
    return inner @ down[own].T
