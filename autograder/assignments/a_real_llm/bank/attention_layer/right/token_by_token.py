"""A loop over the new tokens and the heads."""

def attention_layer(x, weights, config, kept):
    K, H, D = config.n_kv_heads, config.n_heads, config.d_head
    speeds = torch.tensor([config.rope_base ** (-2 * i / D) for i in range(D // 2)], dtype=torch.float64)

    def spin(head, place):
        cos, sin = (speeds * place).cos().to(x.dtype), (speeds * place).sin().to(x.dtype)
        return torch.cat((head[..., : D // 2] * cos - head[..., D // 2 :] * sin, head[..., : D // 2] * sin + head[..., D // 2 :] * cos), -1)

    keys, values, rows = kept[0], kept[1], []
    for token in x.unbind(1):  # B C
        place = keys.shape[2]
        q = spin((token @ weights["self_attn.q_proj.weight"].T).view(-1, H, D), place)
        k = spin((token @ weights["self_attn.k_proj.weight"].T).view(-1, K, 1, D), place)
        v = (token @ weights["self_attn.v_proj.weight"].T).view(-1, K, 1, D)
        keys, values = torch.cat([keys, k], 2), torch.cat([values, v], 2)
        said = []
        for h in range(H):
            g = h * K // H
            share = ((q[:, h, None] * keys[:, g]).sum(-1) / D**0.5).softmax(-1)
            said.append((share[..., None] * values[:, g]).sum(1))
        rows.append(torch.cat(said, -1) @ weights["self_attn.o_proj.weight"].T)
    return torch.stack(rows, 1), keys, values
