"""The two most frequent ids, side by side or not."""
# fails: counts what_is_a_pair

def most_frequent_pair(ids):
    if len(ids) < 2:
        return None
    ranked = [token for token, _ in Counter(ids).most_common(2)]
    return ranked[0], ranked[-1]
