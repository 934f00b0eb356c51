"""Named axes."""

def cross_attention(x, memory, w_q, w_k, w_v, real):
    scores = torch.einsum("btc,cd,bsm,md->bts", x, w_q, memory, w_k) * w_k.shape[1] ** -0.5
    weights = torch.where(real[:, None, :], scores, -math.inf).softmax(-1)
    return torch.einsum("bts,bsm,mv->btv", weights, memory, w_v), weights
