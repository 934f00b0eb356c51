"""Writes into the token."""
# fails: gradients

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu, "GEGLU": F.gelu, "SwiGLU": F.silu}
    if kind not in bends:
        raise ValueError(f"no kind {kind!r}")
    hidden = bends[kind](F.linear(x, gate)) * F.linear(x, up)
    x.data.copy_(F.linear(hidden, down).data)
    return F.linear(hidden, down)
