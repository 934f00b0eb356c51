"""An exception class of its own, made from ValueError; two questions instead of a table."""

class UnknownWiring(ValueError):
    pass

def residual_stack(x, matrices, wiring):
    if wiring not in ("pre-norm", "residual", "post-norm"):
        raise UnknownWiring("the wiring is one of pre-norm, residual and post-norm, not " + str(wiring))
    before, after = wiring == "pre-norm", wiring == "post-norm"
    path = x.clone()
    for place in range(matrices.shape[0]):
        answer = torch.tanh(torch.matmul(norm(path) if before else path, matrices[place]))
        path = path.add(answer)
        if after:
            path = norm(path)
    if before:
        return norm(path)
    return path
