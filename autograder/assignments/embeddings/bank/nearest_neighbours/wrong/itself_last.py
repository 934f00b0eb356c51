"""With a large k the token itself comes last."""
# fails: who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    k = min(k, len(table))
    return cosines.topk(k).indices.tolist()
