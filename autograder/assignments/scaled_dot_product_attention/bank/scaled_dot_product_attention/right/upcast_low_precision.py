"""Softmax in at least float32, as Llama's code has it, then back."""

def scaled_dot_product_attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    precise = torch.promote_types(scores.dtype, torch.float32)
    weights = scores.softmax(dim=-1, dtype=precise).to(q.dtype)
    return weights @ v, weights
