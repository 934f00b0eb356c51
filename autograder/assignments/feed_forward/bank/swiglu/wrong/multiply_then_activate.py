"""Multiplied first, then bent."""
# fails: values stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    z = g * u
    return (z * z.sigmoid()) @ down.T
