"""By the vector's length; a loop over both parts."""

def decoder_layer(x, weights, config, kept, attention):
    root_c = x.shape[-1] ** 0.5
    pieces = []

    def network(v):
        hidden = F.linear(v, weights["mlp.up_proj.weight"]) * F.silu(v @ weights["mlp.gate_proj.weight"].mT)
        return hidden @ weights["mlp.down_proj.weight"].mT

    def read(v):
        y, k, new_v = attention(v, weights, config, kept)
        pieces.extend((k, new_v))
        return y

    for gain, part in (("input_layernorm.weight", read), ("post_attention_layernorm.weight", network)):
        length = (torch.linalg.vector_norm(x, dim=-1, keepdim=True).square() / root_c**2 + config.norm_eps).sqrt()
        x = x + part((x / length) * weights[gain])
    return x, *pieces
