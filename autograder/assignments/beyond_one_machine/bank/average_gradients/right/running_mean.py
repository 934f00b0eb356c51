"""A running mean, rank after rank."""

def average_gradients(gradients, n_tokens):
    seen, mean = 0, None
    for own, n in zip(gradients, n_tokens, strict=True):
        if n < 1:
            continue
        seen += n
        if mean is None:
            mean = [g.clone() for g in own]
        else:
            mean = [m + (g - m) * n / seen for m, g in zip(mean, own)]
    if mean is None:
        raise ValueError("every rank is empty")
    return mean
