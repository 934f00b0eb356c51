"""A sum over layers, keys and values."""

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    total = 0
    for _ in range(config.n_layers):
        for _ in ("keys", "values"):
            total += batch_size * n_tokens * config.n_kv_heads * config.d_head * bytes_per_number
    return total
