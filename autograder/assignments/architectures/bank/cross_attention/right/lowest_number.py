"""The lowest finite number, then zeros."""

def cross_attention(x, memory, w_q, w_k, w_v, real):
    scores = (x @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5
    hidden = ~real.unsqueeze(1)
    weights = scores.masked_fill(hidden, torch.finfo(scores.dtype).min).softmax(-1).masked_fill(hidden, 0)
    return weights @ (memory @ w_v), weights
