"""`.float()` copies nothing where the input is float32 already, so scaling changes it."""
# fails: inputs_unchanged

def scaled_dot_product_attention(q, k, v):
    work = q.clone() if q.dtype == torch.float64 else q.float()
    work /= math.sqrt(q.shape[-1])
    weights = (work.to(q.dtype) @ k.transpose(-2, -1)).softmax(dim=-1)
    return weights @ v, weights
