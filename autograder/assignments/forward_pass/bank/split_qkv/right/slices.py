"""Three slices; rows that are left over are noticed at the end."""

def split_qkv(weight, n_heads, n_kv_heads):
    rows = weight.shape[0]
    D = rows // (n_kv_heads + n_heads + n_kv_heads)
    k_start = D * n_heads
    v_start = k_start + D * n_kv_heads
    end = v_start + D * n_kv_heads
    if end < rows:
        raise ValueError(f"{rows} rows, {n_heads + 2 * n_kv_heads} heads: {rows - end} rows too many")
    return [weight[:k_start], weight[k_start:v_start], weight[v_start:end]]
