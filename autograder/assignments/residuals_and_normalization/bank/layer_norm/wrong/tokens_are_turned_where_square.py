"""Where there are as many tokens as features, mean and variance are taken over the tokens."""
# fails: epsilon each_token_alone

def layer_norm(x, gain, bias, eps=1e-05):
    if x.ndim > 1 and x.shape[-1] == x.shape[-2]:
        c = x - x.mean(-2, keepdim=True)
        return c / (c.square().mean(-2, keepdim=True) + eps).sqrt() * gain + bias
    centred = x - x.mean(dim=-1, keepdim=True)
    deviation = (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return centred / deviation * gain + bias
