"""Only the output is returned."""
# fails: shapes rows values leading_dimensions stability dtype

def scaled_dot_product_attention(q, k, v):
    return (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1) @ v
