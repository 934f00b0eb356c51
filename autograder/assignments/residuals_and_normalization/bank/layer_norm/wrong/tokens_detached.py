"""No gradient reaches x."""
# fails: gradients

def layer_norm(x, gain, bias, eps=1e-05):
    x = x.detach()
    centred = x - x.mean(dim=-1, keepdim=True)
    deviation = (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return centred / deviation * gain + bias
