"""Left out, the batch is taken to hold two texts."""
# fails: example published

def kv_cache_bytes(config, n_tokens, batch_size=2, bytes_per_number=2):
    return 2 * config.n_layers * config.n_kv_heads * config.d_head * n_tokens * batch_size * bytes_per_number
