"""Up is forgotten."""
# fails: share sum

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // n_ranks * rank
    stop = start + F_all // n_ranks
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    return F.linear(F.silu(g), down[:, start:stop])
