"""Post-norm normalizes the input, too."""
# fails: post_norm edges

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    x = norm(x) if wiring == "post-norm" else x
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
