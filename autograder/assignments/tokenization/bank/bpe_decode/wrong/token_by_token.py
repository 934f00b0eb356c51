"""Decodes every token by itself."""
# fails: spread_characters

def bpe_decode(ids, merges):
    spelled = {byte: bytes([byte]) for byte in range(256)}
    for i, (left, right) in enumerate(merges):
        spelled[256 + i] = spelled[left] + spelled[right]
    return "".join(spelled[token].decode("utf-8", errors="replace") for token in ids)
