"""Compares the first numbers of the rows only."""
# fails: cosine

def nearest_neighbours(table, token, k):
    unit = F.normalize(table[:, :1], dim=1)
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
