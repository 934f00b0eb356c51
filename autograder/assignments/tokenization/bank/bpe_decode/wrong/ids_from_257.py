"""Takes merge i for the token 257 + i."""
# fails: merged spread_characters from_scratch

def bpe_decode(ids, merges):
    spelled = {byte: bytes([byte]) for byte in range(256)}
    for i, (left, right) in enumerate(merges):
        spelled[257 + i] = spelled[left] + spelled[right]
    return b"".join(spelled[token] for token in ids).decode("utf-8", errors="replace")
