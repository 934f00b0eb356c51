"""torch.where and einsum."""

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    q = torch.arange(n_queries)[:, None] + (n_keys - n_queries)
    gap = q - torch.arange(n_keys)
    bill = torch.einsum("h,ts->hts", -slopes, gap.to(slopes.dtype))
    return torch.where(gap < 0, torch.full_like(bill, -math.inf), bill)
