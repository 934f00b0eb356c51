"""Divides by the square of each row's length."""
# fails: cosine

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = (table @ table[token]) / (table.norm(dim=1) ** 2 + 1e-12)
    cosines[token] = -float('inf')
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
