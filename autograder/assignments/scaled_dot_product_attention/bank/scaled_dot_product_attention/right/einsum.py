"""Einstein sums name the axes."""

def scaled_dot_product_attention(q, k, v):
    scores = torch.einsum("...td,...sd->...ts", q, k) / math.sqrt(q.shape[-1])
    weights = torch.softmax(scores, dim=-1)
    return torch.einsum("...ts,...sv->...tv", weights, v), weights
