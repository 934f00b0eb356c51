"""Takes the ids out of the caller's list."""
# fails: from_scratch

def bpe_decode(ids, merges):
    out = b""
    while ids:
        token = ids.pop(0)
        if token < 256:
            out += bytes([token])
        else:
            ids[:0] = merges[token - 256]
    return out.decode("utf-8", errors="replace")
