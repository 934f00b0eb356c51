"""Nothing is refused; PyTorch complains in its own way."""
# fails: refusal

def keep_top_k(logits, k):
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
