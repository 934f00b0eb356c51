"""The scores are divided by √512, whatever the width."""
# fails: values

def scaled_dot_product_attention(q, k, v):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(512)).softmax(dim=-1)
    return weights @ v, weights
