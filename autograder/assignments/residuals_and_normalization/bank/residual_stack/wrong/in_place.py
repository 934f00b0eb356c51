"""The caller's tensor is the path."""
# fails: gradients

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices:
        if wiring == "residual":
            x += f(x, matrix)
        elif wiring == "pre-norm":
            x += f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
