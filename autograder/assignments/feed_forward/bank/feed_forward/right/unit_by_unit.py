"""A sum over the hidden units."""

def feed_forward(x, up, up_bias, down, down_bias):
    result = down_bias.expand_as(x)
    for f in range(len(up)):
        strength = torch.clamp((x * up[f]).sum(-1, keepdim=True) + up_bias[f], min=0)
        result = result + strength * down[:, f]
    return result
