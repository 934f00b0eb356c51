"""No gradient reaches the tokens."""
# fails: gradients

def swiglu(x, gate, up, down):
    x = x.detach()
    gated = x @ gate.T
    return gated * gated.sigmoid() * (x @ up.T) @ down.T
