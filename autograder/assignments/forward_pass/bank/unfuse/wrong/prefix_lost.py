"""The names lose the layer."""
# fails: attention feed_forward

def unfuse(state, n_heads, n_kv_heads):
    result = {}
    for name, tensor in state.items():
        if "qkv_proj" in name:
            D = len(tensor) // (n_heads + 2 * n_kv_heads)
            parts = tensor.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])
            result.update(zip(("q_proj.weight", "k_proj.weight", "v_proj.weight"), parts))
        elif "gate_up_proj" in name:
            result.update(zip(("gate_proj.weight", "up_proj.weight"), tensor.chunk(2)))
        else:
            result[name] = tensor
    return result
