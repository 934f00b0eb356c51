"""A part of a word is taken for it."""
# fails: edges

def residual_stack(x, matrices, wiring):
    if not any(wiring in word for word in ('residual', 'pre-norm', 'post-norm')):
        raise ValueError(f'wiring must be residual, pre-norm or post-norm, got {wiring!r}')
    for matrix in matrices:
        if wiring == 'residual':
            x = x + f(x, matrix)
        elif wiring == 'pre-norm':
            x = x + f(norm(x), matrix)
        else:
            x = norm(x + f(x, matrix))
    return norm(x) if wiring == 'pre-norm' else x
