"""Takes the merges out of the caller's list."""
# fails: from_scratch

def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    i = -1
    while merges:
        i, pair = i + 1, merges.pop(0)
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
