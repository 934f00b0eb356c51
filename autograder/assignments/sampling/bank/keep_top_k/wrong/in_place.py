"""The caller's logits are cut."""
# fails: from_scratch

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    cut = torch.ones_like(logits).scatter(-1, logits.topk(k, dim=-1).indices, 0).bool()
    logits[cut] = -torch.inf
    return logits
