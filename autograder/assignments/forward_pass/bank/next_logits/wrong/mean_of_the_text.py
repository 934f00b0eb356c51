"""The mean of the text's tokens."""
# fails: values padding

def next_logits(hidden, head, lengths):
    B, T, C = hidden.shape
    for n in lengths:
        if not 1 <= n <= T:
            raise ValueError(f"a length of {n} in {T} places")
    at = torch.tensor(lengths) - 1
    seen = torch.arange(T) <= at[:, None]
    mean = torch.where(seen[..., None], hidden, 0.0).sum(1) / (at[:, None] + 1)
    return mean @ head.T
