"""A k beyond the vocabulary is left to PyTorch, which refuses it."""
# fails: refusal

def keep_top_k(logits, k):
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    values, places = logits.topk(k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)
