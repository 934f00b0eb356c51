"""One feature alone is handed back as it is."""
# fails: each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    if x.shape[-1] == 1:
        return x
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt() * gain + bias
