"""Nothing but zeros."""
# fails: values ends refusal manners

def pool_heads(weight, n_heads, n_kv_heads):
    g = n_heads // n_kv_heads
    D = len(weight) // n_heads
    return torch.zeros(n_kv_heads * D, weight.shape[1], dtype=weight.dtype)
