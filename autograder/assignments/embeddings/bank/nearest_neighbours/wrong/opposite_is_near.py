"""The size of the cosine, without its sign."""
# fails: cosine order

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = (unit @ unit[token]).abs()
    cosines[token] = -2.0
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
