"""The names lack their ending."""
# fails: names

def tensor_shapes(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    shapes = {"embed_tokens": (config.vocab_size, C)}
    for i in range(config.n_layers):
        shapes[f"layers.{i}.input_layernorm"] = (C,)
        shapes[f"layers.{i}.self_attn.q_proj"] = (C, C)
        shapes[f"layers.{i}.self_attn.k_proj"] = (kv_width, C)
        shapes[f"layers.{i}.self_attn.v_proj"] = (kv_width, C)
        shapes[f"layers.{i}.self_attn.o_proj"] = (C, C)
        shapes[f"layers.{i}.post_attention_layernorm"] = (C,)
        shapes[f"layers.{i}.mlp.gate_proj"] = (config.d_ff, C)
        shapes[f"layers.{i}.mlp.up_proj"] = (config.d_ff, C)
        shapes[f"layers.{i}.mlp.down_proj"] = (C, config.d_ff)
    shapes["norm"] = (C,)
    if not config.tied:
        shapes["lm_head"] = (config.vocab_size, C)
    return shapes
