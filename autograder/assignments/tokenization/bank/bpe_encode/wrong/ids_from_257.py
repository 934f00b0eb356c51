"""New tokens count from 257."""
# fails: left_to_right order from_scratch

def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for i, pair in enumerate(merges):
        new, j = [], 0
        while j < len(ids):
            if tuple(ids[j : j + 2]) == tuple(pair):
                new.append(257 + i)
                j += 2
            else:
                new.append(ids[j])
                j += 1
        ids = new
    return ids
