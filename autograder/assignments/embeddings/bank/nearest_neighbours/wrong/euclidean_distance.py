"""The distance between rows, whatever their length."""
# fails: cosine

def nearest_neighbours(table, token, k):
    cosines = -(table - table[token]).norm(dim=1)
    cosines[token] = -float('inf')
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
