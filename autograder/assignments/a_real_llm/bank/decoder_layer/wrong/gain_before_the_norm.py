"""The gain is multiplied before the norm is taken."""
# fails: path attention

def decoder_layer(x, weights, config, kept, attention):
    def normed(y, name):
        y = y * weights[f"{name}.weight"]
        return y * torch.rsqrt(y.square().mean(dim=-1, keepdim=True) + config.norm_eps)

    said, keys, values = attention(normed(x, "input_layernorm"), weights, config, kept)
    x = x + said
    y = normed(x, "post_attention_layernorm")
    gate = F.silu(F.linear(y, weights["mlp.gate_proj.weight"]))
    up = F.linear(y, weights["mlp.up_proj.weight"])
    return x + F.linear(gate * up, weights["mlp.down_proj.weight"]), keys, values
