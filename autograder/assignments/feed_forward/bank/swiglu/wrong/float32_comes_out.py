"""bfloat16 comes out as float32."""
# fails: stability

def swiglu(x, gate, up, down):
    g, u = x @ gate.T, x @ up.T
    y = (g * g.sigmoid() * u) @ down.T
    return y.float() if y.dtype == torch.bfloat16 else y
