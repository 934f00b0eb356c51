"""Loops over Python's own numbers."""

def neuron_gradients(w, x, b, target):
    s = b.item() + sum(a * c for a, c in zip(w.tolist(), x.tolist()))
    y = math.tanh(s)
    e = y - target.item()
    g = 2 * e * (1 - y * y)
    of = lambda value: torch.tensor(value, dtype=w.dtype)
    return of(e * e), of([g * c for c in x.tolist()]), of(g)
