"""Computed in float32."""
# fails: input

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    wide, a = x.float(), (grad_y * gain).float()
    r = (wide.square().mean(-1, keepdim=True) + eps).sqrt()
    n = wide / r
    own = (grad_y.float() * n).reshape(-1, x.shape[-1]).sum(0)
    return ((a - n * (a * n).mean(-1, keepdim=True)) / r).to(x.dtype), own.to(x.dtype)
