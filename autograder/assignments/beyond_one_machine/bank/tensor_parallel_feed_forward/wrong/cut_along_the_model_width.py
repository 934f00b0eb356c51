"""Cut along C."""
# fails: share sum own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    F_all = len(gate)
    if F_all % n_ranks != 0:
        raise ValueError(f"cannot cut {F_all} into {n_ranks}")
    start = F_all // n_ranks * rank
    stop = start + F_all // n_ranks
    g = F.linear(x, gate[start:stop])
    u = F.linear(x, up[start:stop])
    half = len(down) // n_ranks
    whole = F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)
    output = torch.zeros_like(whole)
    output[..., rank * half : (rank + 1) * half] = whole[..., rank * half : (rank + 1) * half]
    return output
