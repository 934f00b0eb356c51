"""The caller's tokens are scaled."""
# fails: gradients

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    with torch.no_grad():
        x *= 2
    return (g * g.sigmoid() * u) @ down.T
