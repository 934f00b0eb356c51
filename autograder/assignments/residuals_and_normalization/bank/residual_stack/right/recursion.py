"""The first layer, then the rest of the stack."""

def residual_stack(x, matrices, wiring):
    if wiring not in {"residual", "pre-norm", "post-norm"}:
        raise ValueError(wiring)
    if len(matrices) == 0:
        return norm(x) if wiring == "pre-norm" else x
    read = norm(x) if wiring == "pre-norm" else x
    x = x + f(read, matrices[0])
    return residual_stack(norm(x) if wiring == "post-norm" else x, matrices[1:], wiring)
