"""A dictionary by hand; the last of equals."""

def most_frequent_pair(ids):
    counts, best = {}, None
    for place in range(len(ids) - 1):
        pair = ids[place], ids[place + 1]
        counts[pair] = counts.get(pair, 0) + 1
        if best is None or counts[pair] >= counts[best]:
            best = pair
    return best
