"""The cache forgets all but the newest eight tokens."""
# fails: whole_text

def step_with_cache(q, k, v, earlier_k, earlier_v):
    K, V = torch.cat([earlier_k, k], 2)[:, :, -8:], torch.cat([earlier_v, v], 2)[:, :, -8:]
    g = q.shape[1] // k.shape[1]; a, b = K.repeat_interleave(g, 1), V.repeat_interleave(g, 1)
    return (q @ a.transpose(-2, -1) / q.shape[-1] ** .5).softmax(-1) @ b, K, V
