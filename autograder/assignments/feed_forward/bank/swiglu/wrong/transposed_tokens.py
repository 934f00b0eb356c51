"""A text is taken for its transpose where that fits."""
# fails: values each_token_alone

def swiglu(x, gate, up, down):
    if x.ndim > 1 and x.shape[-1] == x.shape[-2]:
        x = x.mT
    gated = x @ gate.T
    return gated * gated.sigmoid() * (x @ up.T) @ down.T
