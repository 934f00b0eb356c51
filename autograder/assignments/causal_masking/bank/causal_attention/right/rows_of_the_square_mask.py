"""The last rows of the mask of all S tokens, made by a mask function."""

def square_mask(n):
    return torch.tril(torch.ones(n, n)).bool()


def causal_attention(q, k, v):
    visible = square_mask(k.shape[-2])[-q.shape[-2] :]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(visible.logical_not(), -math.inf).softmax(dim=-1)
    return weights @ v, weights
