"""ord() of every character in place of bytes."""
# fails: bytes order

def bpe_encode(text, merges):
    ids = [ord(c) for c in text]
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
