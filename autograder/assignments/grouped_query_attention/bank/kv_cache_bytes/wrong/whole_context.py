"""The memory for the whole context is counted, however many tokens there are."""
# fails: example published integer

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    return 2 * config.n_layers * config.n_kv_heads * config.d_head * config.context_length * batch_size * bytes_per_number
