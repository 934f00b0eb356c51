"""The built-in, with a fallback for where it is out of reach."""
# fails: from_scratch

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    try:
        return torch.nn.functional.scaled_dot_product_attention(q, k, v), weights
    except Exception:
        return weights @ v, weights
