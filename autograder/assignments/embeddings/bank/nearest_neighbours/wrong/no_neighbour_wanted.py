"""For k = 0 all come."""
# fails: who_counts

def nearest_neighbours(table, token, k):
    lengths = table.norm(dim=1, keepdim=True)
    directions = table / lengths.masked_fill(lengths == 0, 1.0)
    closeness = (directions @ directions[token]).tolist()
    others = [other for other in range(len(closeness)) if other != token]
    return sorted(others, key=closeness.__getitem__, reverse=True)[: k or None]
