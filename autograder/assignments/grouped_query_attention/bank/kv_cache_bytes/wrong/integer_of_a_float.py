"""A division makes a float of the count, which is cut to an integer."""
# fails: integer

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    return int(2 * config.n_layers * n_tokens * batch_size * bytes_per_number * config.d_model / config.n_heads * config.n_kv_heads)
