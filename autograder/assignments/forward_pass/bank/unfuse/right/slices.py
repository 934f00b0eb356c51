"""Slices, and a table of parts."""

def unfuse(state, n_heads, n_kv_heads):
    heads = {"q_proj": n_heads, "k_proj": n_kv_heads, "v_proj": n_kv_heads}
    kinds = {"qkv_proj": heads, "gate_up_proj": {"gate_proj": 1, "up_proj": 1}}
    result = dict(state)
    for name, tensor in state.items():
        for fused, shares in kinds.items():
            if fused in name:
                del result[name]
                unit, start = len(tensor) // sum(shares.values()), 0
                for part, share in shares.items():
                    result[name.replace(fused, part)] = tensor[start : start + share * unit]
                    start += share * unit
    return result
