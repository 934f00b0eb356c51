"""All visible tokens get the same share: a running mean."""
# fails: values changed_future gradients dtype inputs_unchanged from_scratch

def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    visible = torch.ones(T, S, dtype=torch.bool).tril(S - T)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = visible.to(v.dtype) / visible.sum(dim=-1, keepdim=True)
    weights = weights.to(v.dtype).expand(*scores.shape[:-2], T, S)
    return weights @ v, weights
