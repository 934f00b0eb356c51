"""The two matrices are exchanged."""
# fails: values

def swiglu(x, gate, up, down):
    g, u = x @ up.T, x @ gate.T
    return (g * g.sigmoid() * u) @ down.T
