"""The bend is on up."""
# fails: values kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(g * bend(u), down)
