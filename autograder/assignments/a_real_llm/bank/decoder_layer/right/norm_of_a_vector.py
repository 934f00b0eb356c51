"""The norm by the length of the vector; one matrix for gate and up."""

def decoder_layer(x, weights, config, kept, attention):
    C = x.shape[2]

    def normed(y, gain):
        length = torch.linalg.vector_norm(y, dim=-1, keepdim=True)
        return gain * y * (C / (length**2 + C * config.norm_eps)).sqrt()

    said, *keep = attention(normed(x, weights["input_layernorm.weight"]), weights, config, kept)
    x = said + x
    both = torch.cat([weights["mlp.gate_proj.weight"], weights["mlp.up_proj.weight"]])
    g, u = F.linear(normed(x, weights["post_attention_layernorm.weight"]), both).chunk(2, dim=-1)
    return x + F.linear(g.sigmoid() * g * u, weights["mlp.down_proj.weight"]), *keep
