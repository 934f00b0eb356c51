"""x + norm(f(x)) in place of x + f(norm(x))."""
# fails: pre_norm

def residual_stack(x, matrices, wiring):
    if wiring not in ("residual", "pre-norm", "post-norm"):
        raise ValueError(wiring)
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + norm(f(x, matrix))
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == "pre-norm" else x
