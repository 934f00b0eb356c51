"""Everything happens under no_grad."""
# fails: gradients

def scaled_dot_product_attention(q, k, v):
    with torch.no_grad():
        weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
        return weights @ v, weights
