"""One head keeps its axis."""
# fails: shape values

def merge_heads(x):
    if x.shape[1] == 1:
        return x
    n_texts, n_heads, n_tokens, width = x.shape
    return x.permute(0, 2, 1, 3).reshape(n_texts, n_tokens, n_heads * width)
