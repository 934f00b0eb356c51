"""No gradient reaches the matrix up."""
# fails: gradients

def swiglu(x, gate, up, down):
    gated = x @ gate.T
    return (gated * gated.sigmoid() * (x @ up.detach().T)) @ down.T
