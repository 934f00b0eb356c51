"""More queries than keys get a table with an empty row."""
# fails: manners

def alibi_bias(slopes, n_queries, n_keys):
    q, k = torch.arange(n_keys - n_queries, n_keys), torch.arange(n_keys)
    distance = q[:, None] - k
    bias = -slopes[:, None, None] * distance.to(slopes.dtype)
    return bias.masked_fill(distance < 0, -math.inf)
