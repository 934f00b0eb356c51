"""Values come before keys."""
# fails: attention

def decoder_layer(x, weights, config, kept, attention):
    def normed(y, name):
        mean_square = y.square().mean(dim=-1, keepdim=True)
        return y * torch.rsqrt(mean_square + config.norm_eps) * weights[f"{name}.weight"]

    said, keys, values = attention(normed(x, "input_layernorm"), weights, config, kept)
    x = x + said
    y = normed(x, "post_attention_layernorm")
    gate = F.silu(F.linear(y, weights["mlp.gate_proj.weight"]))
    up = F.linear(y, weights["mlp.up_proj.weight"])
    return x + F.linear(gate * up, weights["mlp.down_proj.weight"]), values, keys
