"""SiLU written with exp(z) / (1 + exp(z)), which overflows."""
# fails: stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    e = g.exp()
    return (g * e / (1 + e) * u) @ down.T
