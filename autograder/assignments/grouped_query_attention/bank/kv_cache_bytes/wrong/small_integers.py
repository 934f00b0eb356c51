"""The count is kept in 32 bits."""
# fails: integer published

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    return int(torch.tensor(n_tokens % 2**31, dtype=torch.int32) * 2 * config.n_layers * config.n_kv_heads * config.d_head * batch_size * bytes_per_number)
