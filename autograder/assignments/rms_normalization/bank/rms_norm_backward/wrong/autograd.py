"""Left to autograd."""
# fails: by_hand

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    leaf, scale = x.clone().requires_grad_(), gain.clone().requires_grad_()
    with torch.enable_grad():
        y = scale * leaf / (leaf.square().mean(-1, keepdim=True) + eps).sqrt()
        return torch.autograd.grad(y, [leaf, scale], grad_y)
