"""Token by token, row by row."""

def keep_top_p(logits, p):
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits.clone()
    V = logits.shape[-1]
    result = torch.full_like(logits, -math.inf)
    for row, out in zip(logits.reshape(-1, V), result.view(-1, V)):
        shares = row.softmax(0).tolist()
        mass = 0.0
        for i in sorted(range(V), key=lambda i: -shares[i]):
            out[i] = row[i]
            mass += shares[i]
            if mass >= p:
                break
    return result
