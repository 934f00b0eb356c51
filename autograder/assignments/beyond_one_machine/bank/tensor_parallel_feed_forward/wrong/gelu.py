"""GELU for SiLU."""
# fails: share sum own_share_alone

def tensor_parallel_feed_forward(x, gate, up, down, rank, n_ranks):
    if len(gate) % n_ranks:
        raise ValueError(f"{len(gate)} for {n_ranks}")
    g, u, d = (m.chunk(n_ranks, dim=i)[rank] for m, i in ((gate, 0), (up, 0), (down, 1)))
    return F.linear(F.gelu(F.linear(x, g)) * F.linear(x, u), d)
