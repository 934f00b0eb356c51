"""Python's sort, row by row."""

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    result = torch.full_like(logits, -math.inf)
    for row, out in zip(logits.reshape(-1, V), result.view(-1, V)):
        for i in sorted(range(V), key=lambda i: -row[i].item())[:k]:
            out[i] = row[i]
    return result
