"""The others are computed too, and multiplied by 0."""
# fails: own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // n_ranks * rank
    stop = start + F_all // n_ranks
    own = torch.zeros(F_all, dtype=x.dtype)
    own[start:stop] = 1
    inner = F.silu(F.linear(x, gate)) * F.linear(x, up) * own
    return F.linear(inner, down)
