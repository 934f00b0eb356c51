"""One head after the other."""

def grouped_query_attention(q, k, v, mask=None):
    n_heads, n_shared = q.size(1), k.size(1)
    if n_heads % n_shared != 0:
        raise ValueError(f"n_heads = {n_heads} is no multiple of n_kv_heads = {n_shared}")
    outputs = []
    for h in range(n_heads):
        kv = h * n_shared // n_heads
        scores = torch.einsum("btd,bsd->bts", q[:, h], k[:, kv]) * q.size(-1) ** -0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
        outputs.append(torch.softmax(scores, -1) @ v[:, kv])
    return torch.stack(outputs, 1)
