"""Those that equal the k-th largest are cut."""
# fails: values rows ties refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    limit = logits.topk(k, dim=-1).values[..., -1:]
    return logits.masked_fill(logits <= limit, -torch.inf)
