"""Ranks are counted from 1."""
# fails: share sum own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // n_ranks * (rank - 1)
    stop = start + F_all // n_ranks
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    return F.linear(F.silu(g) * u, down[:, start:stop])
