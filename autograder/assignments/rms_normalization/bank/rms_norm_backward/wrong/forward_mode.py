"""Autograd in forward mode finds it."""
# fails: by_hand

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    f = lambda x, g: (g * x / (x.square().mean(-1, keepdim=True) + eps).sqrt() * grad_y).sum()
    return torch.func.jacfwd(f, argnums=(0, 1))(x, gain)
