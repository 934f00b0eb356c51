"""Computed in float32."""
# fails: values each_token_alone

def swiglu(x, gate, up, down):
    d = x.dtype
    x, gate, up, down = x.float(), gate.float(), up.float(), down.float()
    g, u = x @ gate.T, x @ up.T
    return ((g * g.sigmoid() * u) @ down.T).to(d)
