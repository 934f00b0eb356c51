"""A group of query heads at a time, nothing repeated."""

def step_with_cache(q, k, v, earlier_k, earlier_v):
    keys, values = torch.cat((earlier_k, k), -2), torch.cat((earlier_v, v), -2)
    grouped = q[:, :, 0].unflatten(1, (k.shape[1], -1))  # B K G D
    scores = torch.einsum("bkgd,bksd->bkgs", grouped / q.shape[-1] ** 0.5, keys)
    y = torch.einsum("bkgs,bksd->bkgd", scores.softmax(-1), values)
    return y.flatten(1, 2)[:, :, None], keys, values
