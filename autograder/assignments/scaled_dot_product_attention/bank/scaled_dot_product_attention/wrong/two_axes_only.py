"""An einsum without an ellipsis takes exactly two axes."""
# fails: shapes leading_dimensions

def scaled_dot_product_attention(q, k, v):
    weights = (torch.einsum("td,sd->ts", q, k) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    return torch.einsum("ts,sv->tv", weights, v), weights
