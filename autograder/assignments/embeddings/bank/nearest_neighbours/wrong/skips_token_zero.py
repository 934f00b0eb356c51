"""Leaves out token 0 in place of the token."""
# fails: cosine who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = unit @ unit[token]
    cosines[0] = -2.0
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
