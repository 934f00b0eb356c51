"""One product for gate and up, then two halves."""

def swiglu(x, gate, up, down):
    g, u = (x @ torch.cat([gate, up]).T).chunk(2, dim=-1)
    return (u * g * torch.sigmoid(g)) @ down.T
