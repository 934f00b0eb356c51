"""The result is cut off from its gradients."""
# fails: from_scratch

def merge_heads(x):
    return x.data.transpose(1, 2).flatten(2)
