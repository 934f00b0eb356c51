"""ReLU is cut off at 6."""
# fails: values

def gated_network(x, gate, up, down, kind="SwiGLU"):
    b = {"GLU": torch.sigmoid, "Bilinear": lambda z: z, "ReGLU": F.relu6, "GEGLU": F.gelu, "SwiGLU": F.silu}
    if kind not in b: raise ValueError(kind)
    return F.linear(b[kind](F.linear(x, gate)) * F.linear(x, up), down)
