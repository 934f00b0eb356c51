"""Gains are stored as what they are above 1, as other models have them."""
# fails: path attention manners

def decoder_layer(x, weights, config, kept, attention):
    def normed(y, name):
        return y * torch.rsqrt(y.square().mean(-1, keepdim=True) + config.norm_eps) * (1 + weights[f"{name}.weight"])

    said, keys, values = attention(normed(x, "input_layernorm"), weights, config, kept)
    x = x + said
    y = normed(x, "post_attention_layernorm")
    gate = F.silu(F.linear(y, weights["mlp.gate_proj.weight"]))
    inner = gate * F.linear(y, weights["mlp.up_proj.weight"])
    return x + F.linear(inner, weights["mlp.down_proj.weight"]), keys, values
