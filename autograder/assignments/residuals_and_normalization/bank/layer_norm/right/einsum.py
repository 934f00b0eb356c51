"""Sums of squares by einsum."""

def layer_norm(x, gain, bias, eps=1e-5):
    C = x.shape[-1]
    c = x - x.sum(-1, keepdim=True) / C
    v = torch.einsum('...c,...c->...', c, c)[..., None] / C
    return torch.addcmul(bias, c / torch.sqrt(v + eps), gain)
