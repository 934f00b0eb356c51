"""Where there are as many tokens as heads no axes change places."""
# fails: values

def merge_heads(x):
    n_texts, n_heads, n_tokens, width = x.shape
    if n_heads == n_tokens:
        return x.reshape(n_texts, n_tokens, -1)
    return x.permute(0, 2, 1, 3).reshape(n_texts, n_tokens, n_heads * width)
