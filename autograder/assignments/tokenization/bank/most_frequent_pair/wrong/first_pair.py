"""The first pair, whatever comes later."""
# fails: counts what_is_a_pair

def most_frequent_pair(ids):
    return (ids[0], ids[1]) if len(ids) > 1 else None
