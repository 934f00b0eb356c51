"""All ranks stacked, NaN replaced where a rank is empty."""

def average_gradients(gradients, n_tokens):
    counts = torch.tensor(n_tokens)
    if not counts.any():
        raise ValueError(f"no tokens on any of {len(n_tokens)} ranks")

    def combine(copies):
        stacked = torch.stack(list(copies))
        share = (counts / counts.sum(dtype=torch.float64)).to(stacked.dtype)
        cleaned = torch.where(
            (counts > 0).reshape(-1, *[1] * (stacked.dim() - 1)), stacked, torch.zeros_like(stacked)
        )
        return torch.tensordot(share, cleaned, dims=1)

    return [combine(copies) for copies in zip(*gradients)]
