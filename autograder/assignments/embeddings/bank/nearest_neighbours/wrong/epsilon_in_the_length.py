"""Adds 1e-8 to every length: small tables get other cosines."""
# fails: cosine

def nearest_neighbours(table, token, k):
    unit = table / (table.norm(dim=1, keepdim=True) + 1e-8)
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    return cosines.topk(min(k, len(table) - 1)).indices.tolist()
