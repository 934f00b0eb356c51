"""The caller's numbers are scaled."""
# fails: from_scratch

def merge_heads(x):
    x *= 2
    x = x / 2
    n_texts, n_heads, n_tokens, width = x.shape
    return x.permute(0, 2, 1, 3).reshape(n_texts, n_tokens, n_heads * width)
