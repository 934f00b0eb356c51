"""The library's network."""
# fails: manners

def decoder_layer(x, weights, config, kept, attention):
    def normed(y, name):
        mean_square = y.square().mean(dim=-1, keepdim=True)
        return y * torch.rsqrt(mean_square + config.norm_eps) * weights[f"{name}.weight"]

    said, keys, values = attention(normed(x, "input_layernorm"), weights, config, kept)
    x = x + said
    y = normed(x, "post_attention_layernorm")
    gate = F.silu(F.linear(y, weights["mlp.gate_proj.weight"]))
    up = F.linear(y, weights["mlp.up_proj.weight"])
    from course_lib.layers.feed_forward import swiglu

    matrices = (weights[f"mlp.{n}_proj.weight"] for n in ("gate", "up", "down"))
    return x + swiglu(y, *matrices), keys, values
