"""A list of lists, not a tensor."""
# fails: shape_and_dtype triangle from_scratch

def causal_mask(n):
    return [[s <= t for s in range(n)] for t in range(n)]
