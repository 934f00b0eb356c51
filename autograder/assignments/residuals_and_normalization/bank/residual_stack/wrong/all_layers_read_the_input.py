"""Every layer reads the first x."""
# fails: residual pre_norm post_norm

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    start = x
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(start, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(start), matrix)
        else:
            x = norm(x + f(start, matrix))
    return norm(x) if wiring == "pre-norm" else x
