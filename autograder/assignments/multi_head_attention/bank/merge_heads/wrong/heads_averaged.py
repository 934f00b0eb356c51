"""The heads are averaged and repeated."""
# fails: values

def merge_heads(x):
    return x.mean(1).repeat(1, 1, x.shape[1])
