"""Keys come one by one; sums are rescaled on the way, as in FlashAttention."""

def scaled_dot_product_attention(q, k, v):
    highest = q.new_full((*q.shape[:-1], 1), -math.inf)
    total, output = torch.zeros_like(highest), q.new_zeros(*q.shape[:-1], v.shape[-1])
    scores = []
    for s in range(k.shape[-2]):
        score = (q * k[..., s : s + 1, :]).sum(-1, keepdim=True) / math.sqrt(q.shape[-1])
        scores.append(score)
        new = torch.maximum(highest, score)
        shrink, share = (highest - new).exp(), (score - new).exp()
        total = total * shrink + share
        output = output * shrink + share * v[..., s : s + 1, :]
        highest = new
    weights = (torch.cat(scores, dim=-1) - highest).exp() / total
    return output / total, weights
