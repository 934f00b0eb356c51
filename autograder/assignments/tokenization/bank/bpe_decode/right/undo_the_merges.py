"""Undoes the merges, the last one first."""

def bpe_decode(ids, merges):
    row = list(ids)
    for i in range(len(merges) - 1, -1, -1):
        row = [part for token in row for part in (merges[i] if token == 256 + i else [token])]
    return bytes(row).decode("utf-8", "replace")
