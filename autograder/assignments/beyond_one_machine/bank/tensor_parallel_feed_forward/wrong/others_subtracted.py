"""The whole minus the others."""
# fails: own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // n_ranks * rank
    stop = start + F_all // n_ranks
    total = F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)
    keep = [f for f in range(F_all) if not start <= f < stop]
    others = F.linear(F.silu(F.linear(x, gate[keep])) * F.linear(x, up[keep]), down[:, keep])
    return total - others
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    return F.linear(F.silu(g) * u, down[:, start:stop])
