"""With rsqrt and the cube of it."""

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    scale = torch.rsqrt((x * x).mean(-1, keepdim=True) + eps)
    a = grad_y * gain
    grad_x = a * scale - x * scale**3 * (a * x).mean(-1, keepdim=True)
    return grad_x, (grad_y * x * scale).reshape(-1, x.shape[-1]).sum(0)
