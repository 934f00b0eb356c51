"""An unknown kind passes as Bilinear."""
# fails: kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    bend = bends.get(kind, lambda z: z)
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
