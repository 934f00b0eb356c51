"""An unknown kind ends in a KeyError."""
# fails: kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
