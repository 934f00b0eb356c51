"""A plain sigmoid, as in an LSTM."""
# fails: values stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    return (g.sigmoid() * u) @ down.T
