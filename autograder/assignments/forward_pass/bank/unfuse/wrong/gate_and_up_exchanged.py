"""Up is taken for the first half."""
# fails: feed_forward

def unfuse(state, n_heads, n_kv_heads):
    result = {}
    for name, tensor in list(state.items()):
        if "qkv_proj" in name:
            D = len(tensor) // (n_heads + 2 * n_kv_heads)
            for part, rows in zip(("q_proj", "k_proj", "v_proj"), tensor.split([n_heads * D, n_kv_heads * D, n_kv_heads * D])):
                result[name.replace("qkv_proj", part)] = rows
        elif "gate_up_proj" in name:
            for part, rows in zip(("up_proj", "gate_proj"), tensor.chunk(2)):
                result[name.replace("gate_up_proj", part)] = rows
        else:
            result[name] = tensor
    return result
