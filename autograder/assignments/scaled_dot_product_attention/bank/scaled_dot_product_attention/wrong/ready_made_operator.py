"""The built-in by the name that it has inside PyTorch."""
# fails: from_scratch

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return torch.ops.aten.scaled_dot_product_attention(q, k, v), weights
