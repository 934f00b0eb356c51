"""The input is added."""
# fails: values stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    return x + (g * g.sigmoid() * u) @ down.T
