"""SwiGLU whatever the kind."""
# fails: values kinds

def gated_network(x, gate, up, down, kind="SwiGLU"):
    return F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)
