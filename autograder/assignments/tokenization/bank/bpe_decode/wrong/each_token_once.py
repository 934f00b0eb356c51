"""Spells every different token once only."""
# fails: merged spread_characters

def bpe_decode(ids, merges):
    spelled = {byte: bytes([byte]) for byte in range(256)}
    for i, (left, right) in enumerate(merges):
        spelled[256 + i] = spelled[left] + spelled[right]
    return b"".join(spelled[token] for token in dict.fromkeys(ids)).decode("utf-8", errors="replace")
