"""Fails if k is larger than the number of others."""
# fails: who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    return cosines.topk(k).indices.tolist()
