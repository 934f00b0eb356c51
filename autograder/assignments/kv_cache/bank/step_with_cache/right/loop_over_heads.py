"""Head by head, the result in a list."""

def step_with_cache(q, k, v, earlier_k, earlier_v):
    keys = torch.cat([earlier_k, k], 2)
    values = torch.cat([earlier_v, v], 2)
    group = q.shape[1] // k.shape[1]
    heads = []
    for h in range(q.shape[1]):
        scores = (q[:, h] * keys[:, h // group]).sum(-1) * q.shape[-1] ** -0.5  # B S
        scores = scores - scores.max(-1, keepdim=True).values
        shares = scores.exp() / scores.exp().sum(-1, keepdim=True)
        heads.append((shares[..., None] * values[:, h // group]).sum(1, keepdim=True))
    return torch.stack(heads, dim=1), keys, values
