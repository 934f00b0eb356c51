"""For each query, attention over the keys that it may see."""

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    outputs, rows = [], []
    for t in range(T):
        seen = S - T + t + 1
        scores = (k[..., :seen, :] @ q[..., t, :, None])[..., 0] / math.sqrt(q.shape[-1])
        shares = scores.softmax(dim=-1)
        outputs.append((shares[..., None, :] @ v[..., :seen, :])[..., 0, :])
        rows.append(torch.nn.functional.pad(shares, (0, S - seen)))
    return torch.stack(outputs, dim=-2), torch.stack(rows, dim=-2)
