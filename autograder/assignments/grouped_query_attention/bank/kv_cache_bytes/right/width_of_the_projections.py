"""From the rows of the key matrix, in NumPy."""

def kv_cache_bytes(config, n_tokens, batch_size=1, bytes_per_number=2):
    import numpy as np
    rows = config.d_model // config.n_heads * config.n_kv_heads
    layers = config.n_layers * batch_size * bytes_per_number
    return np.int64(rows) * layers * n_tokens * 2
