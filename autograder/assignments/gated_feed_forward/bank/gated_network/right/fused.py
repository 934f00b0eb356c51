"""One product for gate and up, then chunk."""

def gated_network(x, gate, up, down, kind="SwiGLU"):
    bends = dict(GLU=torch.sigmoid, Bilinear=torch.clone, ReGLU=torch.relu, GEGLU=F.gelu, SwiGLU=F.silu)
    if kind not in bends:
        raise ValueError(f"{kind} is not one of {sorted(bends)}")
    g, u = F.linear(x, torch.cat([gate, up])).chunk(2, dim=-1)
    return F.linear(bends[kind](g) * u, down)
