"""Takes the first of the order for the token itself, also where a parallel row stands there."""
# fails: who_counts

def nearest_neighbours(table, token, k):
    unit = F.normalize(table, dim=1)
    order = (unit @ unit[token]).argsort(descending=True, stable=True)
    return order[1 : k + 1].tolist()
