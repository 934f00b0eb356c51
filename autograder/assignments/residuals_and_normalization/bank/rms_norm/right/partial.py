"""One function for both norms, of which one argument is given before."""

from functools import partial


def _norm(x, gain, eps=1e-5, *, centred):
    wide = x if x.dtype == torch.float64 else x.float()
    if centred:
        wide = wide - wide.mean(-1, keepdim=True)
    return (wide / (wide.square().mean(-1, keepdim=True) + eps).sqrt()).to(x.dtype) * gain


rms_norm = partial(_norm, centred=False)
