"""Takes a merged token apart once, not down to bytes."""
# fails: merged

def bpe_decode(ids, merges):
    row = []
    for token in ids:
        row += [token] if token < 256 else list(merges[token - 256])
    return bytes(byte for byte in row if byte < 256).decode("utf-8", errors="replace")
