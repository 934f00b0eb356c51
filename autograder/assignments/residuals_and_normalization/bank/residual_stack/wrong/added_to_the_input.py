"""Every layer adds to the first x, not to the path."""
# fails: residual pre_norm post_norm

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    start = x
    for matrix in matrices:
        if wiring == "residual":
            x = start + f(x, matrix)
        elif wiring == "pre-norm":
            x = start + f(norm(x), matrix)
        else:
            x = norm(start + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
