"""Nothing is refused: with k = 0 no token is left."""
# fails: refusal

def keep_top_k(logits, k):
    values, places = logits.topk(min(k, logits.shape[-1]), dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
