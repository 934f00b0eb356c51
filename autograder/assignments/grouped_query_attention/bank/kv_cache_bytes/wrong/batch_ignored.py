"""The number of texts changes nothing."""
# fails: example published

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    return 2 * config.n_layers * config.n_kv_heads * config.d_head * n_tokens * bytes_per_number
