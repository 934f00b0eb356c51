"""Empties the caller's tokens after they have been used."""
# fails: gradients

def swiglu(x, gate, up, down):
    wide = x @ gate.T
    result = (wide * wide.sigmoid() * (x @ up.T)) @ down.T
    x.data.zero_()
    return result
