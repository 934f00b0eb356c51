"""Sets negative cosines to zero."""
# fails: order

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = (unit @ unit[token]).clamp(min=0)
    cosines[token] = -2.0
    return cosines.argsort(descending=True, stable=True)[: min(k, len(table) - 1)].tolist()
