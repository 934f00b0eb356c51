"""The refusal names the width alone."""
# fails: own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all}")
    start = F_all // n_ranks * rank
    stop = start + F_all // n_ranks
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    return F.linear(F.silu(g) * u, down[:, start:stop])
