"""No more than 12 layers are run."""
# fails: residual

def residual_stack(x, matrices, wiring):
    matrices = matrices[:12]
    if wiring not in ('residual', 'pre-norm', 'post-norm'):
        raise ValueError(f'wiring must be residual, pre-norm or post-norm, got {wiring!r}')
    for matrix in matrices:
        if wiring == 'residual':
            x = x + f(x, matrix)
        elif wiring == 'pre-norm':
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == 'pre-norm' else x
