"""Merges a pair also when it is turned round."""
# fails: order

def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for i, pair in enumerate(merges):
        new, j = [], 0
        while j < len(ids):
            if sorted(ids[j : j + 2]) == sorted(pair):
                new.append(256 + i)
                j += 2
            else:
                new.append(ids[j])
                j += 1
        ids = new
    return ids
