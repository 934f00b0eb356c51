"""Takes any spelling of a wiring."""
# fails: edges

def residual_stack(x, matrices, wiring):
    wiring = wiring.lower()
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
