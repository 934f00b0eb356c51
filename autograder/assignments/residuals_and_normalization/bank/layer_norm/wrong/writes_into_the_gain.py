"""The gain is scaled in place where there is one token."""
# fails: gradients

def layer_norm(x, gain, bias, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    normed = centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    with torch.no_grad():
        gain += 1e-3
    return normed * (gain - 1e-3) + bias
