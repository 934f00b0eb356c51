"""Keys and values are exchanged."""
# fails: attention

def unfuse(state, n_heads, n_kv_heads):
    result = {}
    for name, tensor in list(state.items()):
        if "qkv_proj" in name:
            D = len(tensor) // (n_heads + 2 * n_kv_heads)
            for part, rows in zip(("q_proj", "v_proj", "k_proj"), tensor.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])):
                result[name.replace("qkv_proj", part)] = rows
        elif "gate_up_proj" in name:
            for part, rows in zip(("gate_proj", "up_proj"), tensor.chunk(2)):
                result[name.replace("gate_up_proj", part)] = rows
        else:
            result[name] = tensor
    return result
