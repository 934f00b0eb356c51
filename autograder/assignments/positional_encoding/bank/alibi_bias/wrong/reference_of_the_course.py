"""The course's own mask is imported."""
# fails: manners

from course_lib.layers import masks


def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    q, k = torch.arange(n_keys - n_queries, n_keys), torch.arange(n_keys)
    distance = q[:, None] - k
    bias = -slopes[:, None, None] * distance.to(slopes.dtype)
    return bias.masked_fill(~masks.causal_mask(n_queries, n_keys), -math.inf)
