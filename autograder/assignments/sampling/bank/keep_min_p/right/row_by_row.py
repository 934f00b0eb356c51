"""A loop over the rows."""

def keep_min_p(logits, p):
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    V = logits.shape[-1]
    rows = []
    for row in logits.reshape(-1, V):
        shares = row.softmax(0)
        rows.append(row.masked_fill(~(shares >= p * shares.max()), -math.inf))
    return torch.stack(rows).reshape(logits.shape)
