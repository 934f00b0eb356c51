"""Brings the model's own table to length 1."""
# fails: inputs_unchanged

def nearest_neighbours(table, token, k):
    unit = table.div_(table.norm(dim=1, keepdim=True).clamp(min=1e-9))
    cosines = unit @ unit[token]
    cosines[token] = -2.0
    k = min(k, len(table) - 1)
    return cosines.topk(k).indices.tolist()
