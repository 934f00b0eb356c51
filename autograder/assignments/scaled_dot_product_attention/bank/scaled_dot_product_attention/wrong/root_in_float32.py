"""The root of D is a float32 tensor: float64 results are exact to seven digits."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    root = torch.sqrt(torch.tensor(q.shape[-1]))
    weights = (q @ k.transpose(-2, -1) / root).softmax(dim=-1)
    return weights @ v, weights
