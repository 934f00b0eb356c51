"""The name of a bend passes for a kind."""
# fails: kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    bends |= {"SiLU": F.silu, "ReLU": F.relu}
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
