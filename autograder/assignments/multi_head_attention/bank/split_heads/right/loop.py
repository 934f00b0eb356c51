"""One head after the other into an empty tensor's place."""

def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError(f"{x.shape[-1]} is no multiple of {n_heads}")
    D = x.shape[-1] // n_heads
    heads = []
    for h in range(n_heads):
        heads.append(x[:, :, h * D : (h + 1) * D])
    return torch.stack(heads, 1)
