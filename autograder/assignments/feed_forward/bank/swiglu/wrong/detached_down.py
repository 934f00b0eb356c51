"""No gradient reaches the matrix down."""
# fails: gradients

def swiglu(x, gate, up, down):
    gated = x @ gate.T
    return (gated * gated.sigmoid() * (x @ up.T)) @ down.detach().T
