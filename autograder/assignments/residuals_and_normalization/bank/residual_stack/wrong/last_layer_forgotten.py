"""The last layer is left out."""
# fails: residual pre_norm post_norm

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices[:-1]:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
