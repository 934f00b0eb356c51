"""The caller's last matrix is scaled."""
# fails: gradients

def swiglu(x, gate, up, down):
    down *= 2
    down = down / 2
    gated = x @ gate.T
    return gated * gated.sigmoid() * (x @ up.T) @ down.T
