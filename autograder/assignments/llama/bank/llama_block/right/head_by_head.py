"""A loop over query heads; the rotation written out."""

def llama_block(x, weights, config, rotation, mask):
    D, group = config.d_head, config.n_heads // config.n_kv_heads
    cos, sin = rotation

    def turned(y):
        a, b = y[..., : D // 2], y[..., D // 2 :]
        return torch.cat([a * cos - b * sin, b * cos + a * sin], -1).to(y.dtype)

    def rows(name, h):
        return weights[f"self_attn.{name}_proj.weight"][h * D : (h + 1) * D]

    y = rms_norm(x, weights["input_layernorm.weight"], config.norm_eps)
    added = torch.zeros_like(x)
    for h in range(config.n_heads):
        q, k = turned(y @ rows("q", h).T), turned(y @ rows("k", h // group).T)
        v = y @ rows("v", h // group).T
        scores = (q @ k.mT / D**0.5).masked_fill(~mask, -torch.inf)
        out = weights["self_attn.o_proj.weight"][:, h * D : (h + 1) * D]
        added = added + scores.softmax(-1) @ v @ out.T
    path = x + added
    y = rms_norm(path, weights["post_attention_layernorm.weight"], config.norm_eps)
    gate, up = y @ weights["mlp.gate_proj.weight"].T, y @ weights["mlp.up_proj.weight"].T
    return path + (gate * torch.sigmoid(gate) * up) @ weights["mlp.down_proj.weight"].T
