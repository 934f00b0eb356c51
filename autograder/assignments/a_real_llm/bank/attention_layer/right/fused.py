"""PyTorch's kernel, complex rotation."""

def attention_layer(x, weights, config, kept):
    B, T, _ = x.shape
    S0, D = kept[0].shape[2], config.d_head

    def heads(name):
        return (x @ weights[f"self_attn.{name}_proj.weight"].T).view(B, T, -1, D).transpose(1, 2)

    frequencies = config.rope_base ** -(torch.arange(D // 2).double() * 2 / D)
    angles = torch.outer(torch.arange(S0, S0 + T).double(), frequencies)
    turn = torch.cat([angles, angles], dim=1)

    def rope(t):
        half = torch.cat([-t[..., D // 2 :], t[..., : D // 2]], dim=-1)
        return t * turn.cos().to(t.dtype) + half * turn.sin().to(t.dtype)

    k = torch.cat((kept[0], rope(heads("k"))), 2)
    v = torch.cat((kept[1], heads("v")), 2)
    mask = torch.ones(T, S0 + T, dtype=torch.bool).tril(S0)
    y = F.scaled_dot_product_attention(rope(heads("q")), k, v, attn_mask=mask, enable_gqa=True)
    return y.transpose(1, 2).reshape(B, T, -1) @ weights["self_attn.o_proj.weight"].T, k, v
