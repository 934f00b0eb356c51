"""The network reads what attention adds, not the path."""
# fails: network manners

def llama_block(x, weights, config, rotation, mask):
    def projected(y, name):
        return F.linear(y, weights[f"self_attn.{name}_proj.weight"])

    y = rms_norm(x, weights["input_layernorm.weight"], config.norm_eps)
    q = split_heads(projected(y, "q"), config.n_heads)
    k = split_heads(projected(y, "k"), config.n_kv_heads)
    v = split_heads(projected(y, "v"), config.n_kv_heads)
    q, k = apply_rope(q, *rotation), apply_rope(k, *rotation)
    read = grouped_query_attention(q, k, v, mask)
    added = projected(merge_heads(read), "o")
    x = x + added
    y = rms_norm(added, weights["post_attention_layernorm.weight"], config.norm_eps)
    gate, up, down = (weights[f"mlp.{name}_proj.weight"] for name in ("gate", "up", "down"))
    return x + swiglu(y, gate, up, down)
