"""Mean and deviation are detached."""
# fails: gradients

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True).detach()
    v = c.square().mean(-1, keepdim=True).detach()
    return c / (v + eps).sqrt() * gain + bias
