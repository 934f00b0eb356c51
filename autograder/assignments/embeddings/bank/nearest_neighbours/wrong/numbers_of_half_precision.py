"""Cosines are rounded to 8 bits."""
# fails: cosine

def nearest_neighbours(table, token, k):
    lengths = table.norm(dim=1, keepdim=True)
    directions = table / lengths.masked_fill(lengths == 0, 1.0)
    closeness = (directions.bfloat16() @ directions[token].bfloat16()).tolist()
    others = [other for other in range(len(closeness)) if other != token]
    return sorted(others, key=closeness.__getitem__, reverse=True)[:k]
