"""PyTorch's fused kernel."""
# fails: from_scratch

def cross_attention(x, memory, w_q, w_k, w_v, real):
    q, k, v = x @ w_q, memory @ w_k, memory @ w_v
    attend = torch.nn.functional.scaled_dot_product_attention
    mask = real[:, None, :].expand(-1, q.shape[1], -1)
    eye = torch.eye(k.shape[1], dtype=k.dtype).expand(len(k), -1, -1)
    return attend(q, k, v, attn_mask=mask), attend(q, k, eye, attn_mask=mask)
