"""The k logits alone: whose they are is lost."""
# fails: values rows refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if k < 1:
        raise ValueError(f"k = {k} is below 1")
    k = min(k, V)
    return logits.topk(k, dim=-1).values
