"""All that equal the k-th largest are kept."""
# fails: ties

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    limit = logits.topk(k, dim=-1).values[..., -1:]
    return logits.masked_fill(logits < limit, -torch.inf)
