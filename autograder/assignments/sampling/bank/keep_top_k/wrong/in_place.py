"""The caller's logits are cut."""
# fails: from_scratch

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    cut = torch.ones_like(logits).scatter(-1, logits.topk(k, dim=-1).indices, 0).bool()
    logits[cut] = -torch.inf
    return logits
