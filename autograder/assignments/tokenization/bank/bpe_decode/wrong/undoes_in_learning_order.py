"""Undoes the merges, the first one first."""
# fails: merged spread_characters

def bpe_decode(ids, merges):
    row = list(ids)
    for i in range(len(merges)):
        row = [part for token in row for part in (merges[i] if token == 256 + i else [token])]
    return bytes(byte for byte in row if byte < 256).decode("utf-8", errors="replace")
