"""is_causal=True for a single query: it sees the first key alone."""
# fails: output groups whole_text manners

def step_with_cache(q, k, v, earlier_k, earlier_v):
    keys, values = torch.cat([earlier_k, k], dim=2), torch.cat([earlier_v, v], dim=2)
    y = F.scaled_dot_product_attention(q, keys, values, is_causal=True, enable_gqa=True)
    return y, keys, values
