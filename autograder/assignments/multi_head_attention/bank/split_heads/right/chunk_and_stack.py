"""Slices of the width, stacked as a new axis."""

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=1)
