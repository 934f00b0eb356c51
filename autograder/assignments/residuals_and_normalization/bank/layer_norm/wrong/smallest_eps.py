"""An eps below 0.00000001 is taken for 0.00000001."""
# fails: epsilon

def layer_norm(x, gain, bias, eps=1e-5):
    centred = x - x.mean(-1, keepdim=True)
    size = (centred.square().mean(-1, keepdim=True) + max(eps, 1e-8)).sqrt()
    return centred / size * gain + bias
