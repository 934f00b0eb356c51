"""Left to backward."""
# fails: by_hand

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    leaf, scale = x.clone().requires_grad_(), gain.clone().requires_grad_()
    y = scale * leaf / (leaf.square().mean(-1, keepdim=True) + eps).sqrt()
    y.backward(grad_y)
    return leaf.grad, scale.grad
