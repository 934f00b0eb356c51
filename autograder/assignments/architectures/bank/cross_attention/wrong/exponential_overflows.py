"""The exponential by hand."""
# fails: from_scratch

def cross_attention(x, memory, w_q, w_k, w_v, real):
    q, k, v = x @ w_q, memory @ w_k, memory @ w_v
    scores = q @ k.transpose(1, 2) / math.sqrt(w_q.shape[1])
    powers = scores.exp() * real[:, None, :]
    weights = powers / powers.sum(-1, keepdim=True)
    return weights @ v, weights
