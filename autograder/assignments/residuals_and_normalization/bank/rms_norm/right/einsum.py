"""The sum of squares by einsum."""

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    total = torch.einsum('...c,...c->...', w, w).unsqueeze(-1)
    return (w / torch.sqrt(total / x.shape[-1] + eps)).type_as(x) * gain
