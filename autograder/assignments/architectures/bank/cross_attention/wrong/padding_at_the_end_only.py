"""The number of real tokens is counted, and the first ones are taken for them."""
# fails: values padding gradients

def cross_attention(x, memory, w_q, w_k, w_v, real):
    q, k, v = (x @ w_q, memory @ w_k, memory @ w_v)
    scores = q @ k.transpose(1, 2) / math.sqrt(w_q.shape[1])
    weights = scores.masked_fill((torch.arange(real.shape[1]) >= real.sum(1, keepdim=True))[:, None, :], -math.inf).softmax(dim=-1)
    return (weights @ v, weights)
