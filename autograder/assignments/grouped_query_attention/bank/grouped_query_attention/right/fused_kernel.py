"""PyTorch's kernel shares the heads."""

def grouped_query_attention(q, k, v, mask=None):
    if q.shape[1] % k.shape[1]:
        raise ValueError(f"{q.shape[1]} query heads over {k.shape[1]} key/value heads")
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)
