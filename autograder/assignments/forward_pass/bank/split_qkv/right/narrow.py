"""Narrow views, each begins where the last one ends."""

def split_qkv(weight, n_heads, n_kv_heads):
    counts = [n_heads, n_kv_heads, n_kv_heads]
    height, rest = divmod(weight.size(0), sum(counts))
    if rest != 0:
        raise ValueError(f"{weight.size(0)} rows cannot be dealt out to {sum(counts)} heads")
    parts, start = [], 0
    for count in counts:
        parts.append(weight.narrow(0, start, count * height))
        start += count * height
    return tuple(parts)
