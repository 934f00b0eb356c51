"""The heads are added up and not put side by side."""
# fails: shape values

def merge_heads(x):
    return x.sum(1)
