"""One token alone, without leading dimensions, fails."""
# fails: values gain_and_bias each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    centred = x - x.mean(dim=-1)[:, None] if x.ndim < 3 else x - x.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt() * gain + bias
