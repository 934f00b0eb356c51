"""Divided by the root of C, the model's width."""
# fails: text behind

def attention_layer(x, weights, config, kept):
    D, T, n_kept = config.d_head, x.shape[1], kept[0].shape[2]
    q, k, v = (
        F.linear(x, weights[f"self_attn.{name}_proj.weight"]).unflatten(-1, (-1, D)).transpose(1, 2)
        for name in "qkv"
    )
    places = torch.arange(n_kept, n_kept + T)
    angles = places[:, None] / config.rope_base ** (torch.arange(0, D, 2).double() / D)
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)

    def turned(heads):
        a, b = heads.chunk(2, dim=-1)
        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)

    keys = torch.cat([kept[0], turned(k)], dim=2)
    values = torch.cat([kept[1], v], dim=2)
    group = config.n_heads // config.n_kv_heads
    scores = turned(q) @ keys.repeat_interleave(group, dim=1).mT / config.d_model**0.5
    visible = torch.arange(n_kept + T) <= places[:, None]
    shares = scores.masked_fill(~visible, -torch.inf).softmax(dim=-1)
    read = shares @ values.repeat_interleave(group, dim=1)
    output = F.linear(read.transpose(1, 2).flatten(2), weights["self_attn.o_proj.weight"])
    return output, keys, values
