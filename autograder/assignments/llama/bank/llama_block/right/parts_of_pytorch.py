"""PyTorch's functions, heads cut by hand."""

def llama_block(x, weights, config, rotation, mask):
    def matrix(name):
        return weights[name + "_proj.weight"]

    def norm(y, name):
        return F.rms_norm(y, y.shape[-1:], weights[name + "_layernorm.weight"], config.norm_eps)

    n_texts, n_tokens, width = x.shape
    shape = (n_texts, n_tokens, -1, width // config.n_heads)
    read = norm(x, "input")
    q, k, v = ((read @ matrix("self_attn." + n).T).reshape(shape).transpose(1, 2) for n in "qkv")
    y = F.scaled_dot_product_attention(
        apply_rope(q, *rotation), apply_rope(k, *rotation), v, attn_mask=mask, enable_gqa=True
    )
    path = x + F.linear(y.transpose(1, 2).reshape(x.shape), matrix("self_attn.o"))
    read = norm(path, "post_attention")
    hidden = F.silu(F.linear(read, matrix("mlp.gate"))) * F.linear(read, matrix("mlp.up"))
    return path + F.linear(hidden, matrix("mlp.down"))
