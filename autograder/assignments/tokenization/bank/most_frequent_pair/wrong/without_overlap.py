"""After a pair both of its ids are used up."""
# fails: what_is_a_pair

def most_frequent_pair(ids):
    counts, place = Counter(), 0
    while place + 1 < len(ids):
        pair = ids[place], ids[place + 1]
        counts[pair] += 1
        place += 2 if ids[place] == ids[place + 1] else 1
    return max(counts, key=counts.get) if counts else None
