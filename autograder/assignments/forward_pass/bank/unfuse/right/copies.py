"""Copies of the rows, in two passes."""

def unfuse(state, n_heads, n_kv_heads):
    n = n_heads + 2 * n_kv_heads
    out = {k: v for k, v in state.items() if "qkv_proj" not in k and "gate_up_proj" not in k}
    for name in state:
        if name.endswith("qkv_proj.weight"):
            heads = state[name].unflatten(0, (n, -1))
            stem = name[: -len("qkv_proj.weight")]
            out[stem + "q_proj.weight"] = heads[:n_heads].flatten(0, 1).clone()
            out[stem + "k_proj.weight"] = heads[n_heads:-n_kv_heads].flatten(0, 1).clone()
            out[stem + "v_proj.weight"] = heads[-n_kv_heads:].flatten(0, 1).clone()
        if name.endswith("gate_up_proj.weight"):
            both = state[name].unflatten(0, (2, -1))
            stem = name[: -len("gate_up_proj.weight")]
            out[stem + "gate_proj.weight"], out[stem + "up_proj.weight"] = both[0].clone(), both[1].clone()
    return out
