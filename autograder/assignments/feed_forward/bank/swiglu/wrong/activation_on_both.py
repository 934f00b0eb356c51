"""SiLU acts on both."""
# fails: values

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    return (g * g.sigmoid() * u * u.sigmoid()) @ down.T
