"""GELU's tanh form."""
# fails: values

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": lambda z: F.gelu(z, approximate="tanh"), "SwiGLU": F.silu}
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
