"""The slope of tanh as one over the square of cosh."""

def neuron_gradients(w, x, b, target):
    s = torch.einsum("d,d->", w, x) + b
    error = torch.tanh(s) - target
    for_b = 2 * error / torch.cosh(s).square()
    return error.square(), torch.outer(for_b[None], x)[0], for_b
