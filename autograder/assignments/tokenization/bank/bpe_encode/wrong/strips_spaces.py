"""Takes spaces away at both ends of the text."""
# fails: bytes

def bpe_encode(text, merges):
    ids = list(text.strip().encode("utf-8"))
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
