"""Spells bytes only, and skips merged tokens."""
# fails: merged spread_characters from_scratch

def bpe_decode(ids, merges):
    spelled = {byte: bytes([byte]) for byte in range(256)}
    for i, (left, right) in enumerate(merges):
        spelled[256 + i] = spelled[left] + spelled[right]
    return b"".join(spelled[token] for token in ids if token < 256).decode("utf-8", errors="replace")
