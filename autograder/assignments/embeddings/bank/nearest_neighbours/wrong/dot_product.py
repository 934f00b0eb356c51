"""Dot products in place of cosines."""
# fails: cosine

def nearest_neighbours(table, token, k):
    unit = table
    cosines = unit @ unit[token]
    cosines[token] = -float('inf')
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
