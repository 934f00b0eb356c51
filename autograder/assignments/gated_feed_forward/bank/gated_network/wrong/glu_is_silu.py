"""GLU and SwiGLU exchanged."""
# fails: values kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": F.silu, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": torch.sigmoid}
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    bend = bends[kind]
    g, u = F.linear(x, gate), F.linear(x, up)
    return F.linear(bend(g) * u, down)
