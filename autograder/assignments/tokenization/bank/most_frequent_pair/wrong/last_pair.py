"""The last pair of the list."""
# fails: counts what_is_a_pair

def most_frequent_pair(ids):
    return (ids[-2], ids[-1]) if len(ids) > 1 else None
