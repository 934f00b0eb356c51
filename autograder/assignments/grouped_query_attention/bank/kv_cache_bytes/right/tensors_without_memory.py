"""Keys and values as tensors on the meta device."""

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    shape = (batch_size, config.n_kv_heads, n_tokens, config.d_head)
    cache = [torch.empty(shape, device="meta") for _ in range(2 * config.n_layers)]
    B = sum(tensor.numel() * bytes_per_number for tensor in cache)
    return B
