"""One matrix at a time, leading dimensions by recursion; a list is returned."""

def scaled_dot_product_attention(q, k, v):
    if q.dim() > 2:
        pairs = [scaled_dot_product_attention(*parts) for parts in zip(q, k, v)]
        return [torch.stack(results) for results in zip(*pairs)]
    weights = torch.softmax(q.mm(k.t()) / math.sqrt(q.size(1)), 1)
    return [weights.mm(v), weights]
