"""The group as an axis of its own, in five dimensions."""

def grouped_query_attention(q, k, v, mask=None):
    n_queries, n_shared = q.size(-3), k.size(-3)
    if n_queries // n_shared * n_shared < n_queries:
        raise ValueError(f"{n_queries} query heads make no {n_shared} equal groups")
    hidden = torch.tensor(False) if mask is None else ~mask
    grouped = q.unflatten(1, (n_shared, -1))  # B K g T D
    keys, values = k.unsqueeze(2), v.unsqueeze(2)  # B K 1 S D
    scores = (grouped @ keys.mT).div(q.size(-1) ** 0.5).masked_fill(hidden, -torch.inf)
    return torch.flatten(scores.softmax(-1) @ values, 1, 2)
