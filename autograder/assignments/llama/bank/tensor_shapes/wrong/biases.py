"""Every matrix has a bias."""
# fails: names shapes from_scratch

def tensor_shapes(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    shapes = {"embed_tokens.weight": (config.vocab_size, C)}
    for i in range(config.n_layers):
        shapes[f"layers.{i}.input_layernorm.weight"] = (C,)
        shapes[f"layers.{i}.self_attn.q_proj.weight"] = (C, C)
        shapes[f"layers.{i}.self_attn.k_proj.weight"] = (kv_width, C)
        shapes[f"layers.{i}.self_attn.v_proj.weight"] = (kv_width, C)
        shapes[f"layers.{i}.self_attn.o_proj.weight"] = (C, C)
        shapes[f"layers.{i}.post_attention_layernorm.weight"] = (C,)
        shapes[f"layers.{i}.mlp.gate_proj.weight"] = (config.d_ff, C)
        shapes[f"layers.{i}.mlp.up_proj.weight"] = (config.d_ff, C)
        shapes[f"layers.{i}.mlp.down_proj.weight"] = (C, config.d_ff)
    biases = {n[:-6] + "bias": (s[0],) for n, s in shapes.items() if "proj" in n}
    shapes |= biases
    shapes["norm.weight"] = (C,)
    if not config.tied:
        shapes["lm_head.weight"] = (config.vocab_size, C)
    return shapes
