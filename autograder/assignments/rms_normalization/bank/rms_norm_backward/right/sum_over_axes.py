"""The sum over all leading axes by name."""

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    r = (x.pow(2).mean(-1, keepdim=True) + eps).pow(0.5)
    n = x.div(r)
    a = grad_y.mul(gain)
    grad_x = a.sub(n.mul(a.mul(n).mean(-1, keepdim=True))).div(r)
    leading = tuple(range(x.ndim - 1))
    own = grad_y * n
    return grad_x, own.sum(leading) if leading else own
