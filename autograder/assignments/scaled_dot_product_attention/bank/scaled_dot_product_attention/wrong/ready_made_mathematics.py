"""The built-in's own fallback, which also returns the weights."""
# fails: from_scratch

def scaled_dot_product_attention(q, k, v):
    return torch._scaled_dot_product_attention_math(q, k, v)
