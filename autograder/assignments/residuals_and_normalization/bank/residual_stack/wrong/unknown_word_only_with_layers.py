"""An unknown wiring is found out only where there is a layer."""
# fails: edges

def residual_stack(x, matrices, wiring):
    for matrix in matrices:
        if wiring == "residual":
            x = x + f(x, matrix)
        elif wiring == "pre-norm":
            x = x + f(norm(x), matrix)
        elif wiring == "post-norm":
            x = norm(x + f(x, matrix))
        else:
            raise ValueError(wiring)
    return norm(x) if wiring == "pre-norm" else x
