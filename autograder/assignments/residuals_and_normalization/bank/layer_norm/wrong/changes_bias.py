"""The caller's bias is scaled."""
# fails: gradients

def layer_norm(x, gain, bias, eps=1e-05):
    bias *= 2
    bias = bias / 2
    centred = x - x.mean(dim=-1, keepdim=True)
    deviation = (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return centred / deviation * gain + bias
