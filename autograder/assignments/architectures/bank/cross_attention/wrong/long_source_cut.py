"""Only the first 64 tokens of the source are read."""
# fails: values

def cross_attention(x, memory, w_q, w_k, w_v, real):
    n = real.shape[1]
    memory, real = memory[:, :64], real[:, :64]
    q, k, v = (x @ w_q, memory @ w_k, memory @ w_v)
    scores = q @ k.transpose(1, 2) / math.sqrt(w_q.shape[1])
    weights = scores.masked_fill(~real[:, None, :], -math.inf).softmax(dim=-1)
    return (weights @ v, torch.nn.functional.pad(weights, (0, n - weights.shape[2])))
