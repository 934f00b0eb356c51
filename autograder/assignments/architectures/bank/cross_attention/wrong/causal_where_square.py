"""A causal mask where target and source are equally long."""
# fails: values

def cross_attention(x, memory, w_q, w_k, w_v, real):
    q, k, v = (x @ w_q, memory @ w_k, memory @ w_v)
    scores = q @ k.transpose(1, 2) / math.sqrt(w_q.shape[1])
    if scores.shape[1] == scores.shape[2]:
        scores = scores.masked_fill(torch.ones_like(scores[0]).triu(1) > 0, -math.inf)
    weights = scores.masked_fill(~real[:, None, :], -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
