"""Returns a tensor, no list."""
# fails: cosine who_counts order inputs_unchanged

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices
