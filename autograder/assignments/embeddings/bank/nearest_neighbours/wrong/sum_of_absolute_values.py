"""Divides by the sum of absolute values in place of the length."""
# fails: cosine

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, p=1, dim=1)
    cosines = unit @ unit[token]
    cosines[token] = -float("inf")
    return cosines.topk(min(k, len(table) - 1)).indices.tolist()
