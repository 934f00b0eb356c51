"""The refusal does not name the kind."""
# fails: kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    b = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    if kind not in b: raise ValueError("no such kind")
    return F.linear(b[kind](F.linear(x, gate)) * F.linear(x, up), down)
