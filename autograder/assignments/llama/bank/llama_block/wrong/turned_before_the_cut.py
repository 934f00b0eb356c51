"""Queries and keys are turned before they are cut into heads."""
# fails: attention

def llama_block(x, weights, config, rotation, mask):
    def projected(y, name):
        return F.linear(y, weights[f"self_attn.{name}_proj.weight"])

    def turned(y):
        half = y.shape[-1] // 2
        n = -(-half // rotation[0].shape[-1])
        cos, sin = (each.repeat(1, n)[:, :half] for each in rotation)
        return apply_rope(y, cos, sin)

    y = rms_norm(x, weights["input_layernorm.weight"], config.norm_eps)
    q = split_heads(turned(projected(y, "q")), config.n_heads)
    k = split_heads(turned(projected(y, "k")), config.n_kv_heads)
    v = split_heads(projected(y, "v"), config.n_kv_heads)
    read = grouped_query_attention(q, k, v, mask)
    x = x + projected(merge_heads(read), "o")
    y = rms_norm(x, weights["post_attention_layernorm.weight"], config.norm_eps)
    gate, up, down = (weights[f"mlp.{name}_proj.weight"] for name in ("gate", "up", "down"))
    return x + swiglu(y, gate, up, down)
