"""With PyTorch, in double precision."""

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    parts = torch.tensor([n_weights * bits / 8] + n_texts * [n_cached * cached_bytes], dtype=torch.float64)
    return (n_texts * torch.tensor(bandwidth, dtype=torch.float64) / parts.sum()).item()
