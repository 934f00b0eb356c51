"""By match."""

def gated_network(x, gate, up, down, kind="SwiGLU"):
    g = x @ gate.T
    match kind:
        case "GLU":
            g = g.sigmoid()
        case "Bilinear":
            pass
        case "ReGLU":
            g = g.clamp(min=0)
        case "GEGLU":
            g = g * (1 + torch.erf(g / math.sqrt(2))) / 2
        case "SwiGLU":
            g = g * g.sigmoid()
        case _:
            raise ValueError(f"unknown kind: {kind}")
    return (g * (x @ up.T)) @ down.T
