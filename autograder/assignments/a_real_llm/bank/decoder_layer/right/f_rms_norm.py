"""PyTorch's norm, one fused projection."""

def decoder_layer(x, weights, config, kept, attention):
    def copy(path, gain):
        return F.rms_norm(path, path.shape[-1:], weights[gain + ".weight"], config.norm_eps)

    output, *cache = attention(copy(x, "input_layernorm"), weights, config, kept)
    middle = x + output
    both = torch.cat([weights["mlp.gate_proj.weight"], weights["mlp.up_proj.weight"]])
    gate, up = (copy(middle, "post_attention_layernorm") @ both.T).chunk(2, dim=-1)
    return middle + (gate.sigmoid() * gate * up) @ weights["mlp.down_proj.weight"].T, cache[0], cache[1]
