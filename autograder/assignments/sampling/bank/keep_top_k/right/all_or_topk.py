"""The case of a large k apart; else the least likely are cut, by their places."""

def keep_top_k(logits, k):
    if k <= 0:
        raise ValueError(f"top-k needs a k of 1 or more, not {k}")
    n_cut = logits.shape[-1] - k
    if n_cut <= 0:
        return logits.clone()
    places = logits.sort(dim=-1, stable=True).indices[..., :n_cut]
    return logits.scatter(-1, places, -torch.inf)
