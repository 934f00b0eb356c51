"""Angles in float32, as most programs have them."""

def attention_layer(x, weights, config, kept):
    D, S0, T = config.d_head, kept[0].shape[2], x.shape[1]
    q, k, v = (
        F.linear(x, weights[f"self_attn.{n}_proj.weight"]).unflatten(-1, (-1, D)).transpose(1, 2)
        for n in "qkv"
    )
    at = torch.arange(S0, S0 + T)
    angles = at[:, None] / config.rope_base ** (torch.arange(0, D, 2) / D)

    def turned(h):
        a, b = h.chunk(2, dim=-1)
        c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
        return torch.cat([a * c - b * s, b * c + a * s], dim=-1)

    k, v = torch.cat([kept[0], turned(k)], 2), torch.cat([kept[1], v], 2)
    group = config.n_heads // config.n_kv_heads
    scores = turned(q) @ k.repeat_interleave(group, 1).mT / D**0.5
    scores = scores.masked_fill(torch.arange(S0 + T) > at[:, None], -1e30)
    read = scores.softmax(-1) @ v.repeat_interleave(group, 1)
    return F.linear(read.transpose(1, 2).flatten(2), weights["self_attn.o_proj.weight"]), k, v
