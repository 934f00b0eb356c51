"""Left to torch.func."""
# fails: by_hand

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    def norm(x, gain):
        return gain * x / (x.square().mean(-1, keepdim=True) + eps).sqrt()

    return torch.func.vjp(norm, x, gain)[1](grad_y)
