"""The scores are not divided."""
# fails: values

def cross_attention(x, memory, w_q, w_k, w_v, real):
    q, k, v = x @ w_q, memory @ w_k, memory @ w_v
    scores = q @ k.transpose(1, 2)
    weights = scores.masked_fill(~real[:, None, :], -math.inf).softmax(dim=-1)
    return weights @ v, weights
