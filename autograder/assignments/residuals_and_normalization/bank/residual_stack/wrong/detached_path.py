"""The path is detached in every step."""
# fails: gradients

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices:
        if wiring == "residual":
            x = x.detach() + f(x, matrix)
        elif wiring == "pre-norm":
            x = x.detach() + f(norm(x), matrix)
        else:
            x = norm(x.detach() + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
