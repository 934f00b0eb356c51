"""Another word raises a KeyError."""
# fails: edges

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise KeyError(f"no wiring {wiring!r}")
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
