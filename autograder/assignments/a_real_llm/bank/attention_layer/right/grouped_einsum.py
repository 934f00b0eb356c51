"""A group of query heads at a time, nothing repeated."""

def attention_layer(x, weights, config, kept):
    K, D = config.n_kv_heads, config.d_head
    q, k, v = (F.linear(x, weights["self_attn." + n + "_proj.weight"]) for n in ("q", "k", "v"))
    q = q.unflatten(-1, (K, -1, D))
    k, v = k.unflatten(-1, (K, D)).permute(0, 2, 1, 3), v.unflatten(-1, (K, D)).permute(0, 2, 1, 3)
    n_before = kept[0].size(2)
    t = torch.arange(x.size(1)).double() + n_before
    phase = torch.polar(torch.ones(1).double(), t[:, None] * config.rope_base ** (-torch.arange(D // 2).double() / (D // 2)))
    c, s = phase.real.to(x.dtype), phase.imag.to(x.dtype)
    lo, hi = k[..., : D // 2], k[..., D // 2 :]
    k = torch.cat((lo * c - hi * s, hi * c + lo * s), -1)
    c, s = c[:, None, None], s[:, None, None]
    lo, hi = q[..., : D // 2], q[..., D // 2 :]
    q = torch.cat((lo * c - hi * s, hi * c + lo * s), -1) * D**-0.5
    k, v = torch.cat((kept[0], k), 2), torch.cat((kept[1], v), 2)
    scores = torch.einsum("btkgd,bksd->bkgts", q, k)
    later = torch.arange(k.size(2))[None] > t[:, None]
    weights_ = torch.where(later, -torch.inf, scores).softmax(-1).to(x.dtype)
    y = torch.einsum("bkgts,bksd->btkgd", weights_, v).flatten(2)
    return F.linear(y, weights["self_attn.o_proj.weight"]), k, v
