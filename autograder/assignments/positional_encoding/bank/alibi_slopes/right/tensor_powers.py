"""With tensors and torch.pow."""

def alibi_slopes(n_heads):
    if n_heads < 1:
        raise ValueError(f"{n_heads} heads")
    n = 1
    while 2 * n <= n_heads:
        n *= 2
    def row(count):
        return torch.pow(2.0, -8 * torch.arange(1, count + 1) / count)
    return torch.cat([row(n), row(2 * n)[::2]])[:n_heads]
