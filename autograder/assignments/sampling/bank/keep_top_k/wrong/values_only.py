"""The k logits alone: whose they are is lost."""
# fails: values rows refusal

def keep_top_k(logits, k):
    V = logits.shape[-1]
    if not 1 <= k <= V:
        raise ValueError(f"k = {k} does not lie between 1 and V = {V}")
    return logits.topk(k, dim=-1).values
