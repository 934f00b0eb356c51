"""Zeros of the right shape."""
# fails: heads projections exchanged_heads gradients from_scratch

def multi_head_attention(x, w_q, w_k, w_v, w_o, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("uneven")
    return torch.zeros_like(x)
