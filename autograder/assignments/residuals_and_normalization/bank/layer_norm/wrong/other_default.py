"""Left out, eps is 0.000001."""
# fails: epsilon each_token_alone

def layer_norm(x, gain, bias, eps=1e-6):
    centred = x - x.mean(dim=-1, keepdim=True)
    deviation = (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return centred / deviation * gain + bias
