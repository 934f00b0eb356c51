"""`Counter.most_common`; the first of equals."""

def most_frequent_pair(ids):
    return next((pair for pair, _ in Counter(zip(ids, ids[1:])).most_common(1)), None)
