"""Matrices from (out, in) pairs, in loops."""

def tensor_shapes(config):
    width = {"C": config.d_model, "F": config.d_ff, "KD": config.d_head * config.n_kv_heads}
    matrices = {"self_attn": {"q": "C C", "k": "KD C", "v": "KD C", "o": "C C"}}
    matrices["mlp"] = {"gate": "F C", "up": "F C", "down": "C F"}
    out = {}
    for part, members in matrices.items():
        for name, sizes in members.items():
            for i in range(config.n_layers):
                key = f"layers.{i}.{part}.{name}_proj.weight"
                out[key] = [width[size] for size in sizes.split()]
    for i in range(config.n_layers):
        for name in ("input", "post_attention"):
            out[f"layers.{i}.{name}_layernorm.weight"] = [config.d_model]
    out["norm.weight"] = [config.d_model]
    for name in ["embed_tokens"] + ["lm_head"] * (not config.tied):
        out[f"{name}.weight"] = [config.vocab_size, config.d_model]
    return out
