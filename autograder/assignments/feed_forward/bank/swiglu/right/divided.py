"""z over 1 + exp(-z)."""

def swiglu(x, gate, up, down):
    g = torch.einsum('...c,fc->...f', x, gate)
    u = torch.einsum('...c,fc->...f', x, up)
    return torch.einsum('...f,cf->...c', g / (1 + torch.exp(-g)) * u, down)
