"""The scale is written into the matrix of the caller."""
# fails: gradients

def cross_attention(x, memory, w_q, w_k, w_v, real):
    w_q /= 2
    w_q = w_q * 2
    q, k, v = (x @ w_q, memory @ w_k, memory @ w_v)
    scores = q @ k.transpose(1, 2) / math.sqrt(w_q.shape[1])
    weights = scores.masked_fill(~real[:, None, :], -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
