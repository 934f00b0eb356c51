"""Every input is refused."""
# fails: shape values refusal from_scratch

def split_heads(x, n_heads):
    raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
