"""The path is kept as the input plus a list of answers."""

def residual_stack(x, matrices, wiring):
    steps = {
        "residual": lambda x, m: x + f(x, m),
        "pre-norm": lambda x, m: x + f(norm(x), m),
        "post-norm": lambda x, m: norm(x + f(x, m)),
    }
    if wiring not in steps:
        raise ValueError(f"no wiring {wiring!r}")
    for m in matrices.unbind():
        x = steps[wiring](x, m)
    if wiring == "pre-norm":
        x = norm(x)
    return x
