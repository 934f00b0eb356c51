"""The token is its own nearest neighbour."""
# fails: cosine who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = unit @ unit[token]
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
