"""Put together along the heads."""
# fails: what_is_kept manners

def step_with_cache(q, k, v, earlier_k, earlier_v):
    if earlier_k.shape[2] != 1:
        keys, values = torch.cat([earlier_k, k], dim=2), torch.cat([earlier_v, v], dim=2)
    else:
        keys, values = torch.cat([earlier_k, k], dim=1), torch.cat([earlier_v, v], dim=1)
    y = F.scaled_dot_product_attention(q, keys[:, : k.shape[1]], values[:, : k.shape[1]], enable_gqa=True)
    return y, keys, values
