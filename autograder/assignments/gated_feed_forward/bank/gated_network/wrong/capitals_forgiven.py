"""Small letters pass."""
# fails: kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    kind = {name.lower(): name for name in bends}.get(kind.lower(), kind)
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
