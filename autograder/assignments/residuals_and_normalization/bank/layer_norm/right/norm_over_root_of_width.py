"""Deviation from the length of the centred vector."""

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = torch.linalg.vector_norm(c, dim=-1, keepdim=True) ** 2 / x.shape[-1]
    return gain * c / torch.sqrt(v + eps) + bias
