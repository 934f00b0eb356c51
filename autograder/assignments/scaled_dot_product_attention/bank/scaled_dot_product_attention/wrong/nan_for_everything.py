"""A single NaN, which differs from itself and so seems to depend on everything."""
# fails: values shapes rows leading_dimensions stability dtype gradients inputs_unchanged from_scratch

def scaled_dot_product_attention(q, k, v):
    return float("nan")
