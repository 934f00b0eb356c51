"""Layers replace their input."""
# fails: residual pre_norm post_norm

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices:
        if wiring == "residual":
            x = f(x, matrix)
        elif wiring == "pre-norm":
            x = f(norm(x), matrix)
        else:
            x = norm(f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
