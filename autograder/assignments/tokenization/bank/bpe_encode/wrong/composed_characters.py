"""Normalises the text (NFC) first."""
# fails: bytes

import unicodedata

def bpe_encode(text, merges):
    ids = list(unicodedata.normalize("NFC", text).encode("utf-8"))
    for i, pair in enumerate(merges):
        j = 0
        while j < len(ids) - 1:
            if (ids[j], ids[j + 1]) == tuple(pair):
                ids[j : j + 2] = [256 + i]
            j += 1
    return ids
