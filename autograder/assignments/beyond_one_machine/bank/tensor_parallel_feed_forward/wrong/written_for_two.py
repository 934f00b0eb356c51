"""Written for two ranks."""
# fails: share sum

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // 2 * rank
    stop = start + F_all // 2
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    return F.linear(F.silu(g) * u, down[:, start:stop])
