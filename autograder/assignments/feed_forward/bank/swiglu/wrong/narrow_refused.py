"""A hidden layer that is narrower than the token is refused."""
# fails: values

def swiglu(x, gate, up, down):
    if len(up) < up.shape[1]:
        raise ValueError("F must not be smaller than C")
    gated = x @ gate.T
    return gated * gated.sigmoid() * (x @ up.T) @ down.T
