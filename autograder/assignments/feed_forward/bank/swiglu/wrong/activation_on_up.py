"""SiLU acts on up."""
# fails: values

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    return (g * u * u.sigmoid()) @ down.T
