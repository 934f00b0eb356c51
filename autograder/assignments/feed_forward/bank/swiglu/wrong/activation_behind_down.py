"""SiLU stands behind down."""
# fails: values stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    y = (g * u) @ down.T
    return y * y.sigmoid()
