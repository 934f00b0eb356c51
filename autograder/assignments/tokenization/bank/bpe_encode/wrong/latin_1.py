"""Latin-1 in place of UTF-8."""
# fails: bytes order

def bpe_encode(text, merges):
    ids = list(text.encode("latin-1", "replace"))
    for i, pair in enumerate(merges):
        new, j = [], 0
        while j < len(ids):
            if tuple(ids[j : j + 2]) == tuple(pair):
                new.append(256 + i)
                j += 2
            else:
                new.append(ids[j])
                j += 1
        ids = new
    return ids
