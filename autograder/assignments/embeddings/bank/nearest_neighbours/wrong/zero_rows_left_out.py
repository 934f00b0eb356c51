"""Leaves out rows of zeros."""
# fails: order

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    cosines = (unit @ unit[token]).tolist()
    others = [i for i, row in enumerate(table) if i != token and row.any()]
    return sorted(others, key=lambda i: -cosines[i])[:k]
