"""The norms stand behind the parts."""
# fails: path attention manners

def decoder_layer(x, weights, config, kept, attention):
    def normed(y, name):
        mean_square = y.square().mean(dim=-1, keepdim=True)
        return y * torch.rsqrt(mean_square + config.norm_eps) * weights[f"{name}.weight"]

    said, keys, values = attention(x, weights, config, kept)
    x = normed(x + said, "input_layernorm")
    y = x
    gate = F.silu(F.linear(y, weights["mlp.gate_proj.weight"]))
    up = F.linear(y, weights["mlp.up_proj.weight"])
    return normed(x + F.linear(gate * up, weights["mlp.down_proj.weight"]), "post_attention_layernorm"), keys, values
