"""The key/value heads are averaged."""
# fails: output groups whole_text

def step_with_cache(q, k, v, earlier_k, earlier_v):
    keys = torch.cat([earlier_k, k], dim=2)
    values = torch.cat([earlier_v, v], dim=2)
    share = q.shape[1] // k.shape[1]
    each_k, each_v = (x.mean(1, keepdim=True).expand(-1, q.shape[1], -1, -1) for x in (keys, values))
    scores = q @ each_k.transpose(-2, -1) / q.shape[-1] ** 0.5
    y = scores.softmax(dim=-1) @ each_v
    return y, keys, values
