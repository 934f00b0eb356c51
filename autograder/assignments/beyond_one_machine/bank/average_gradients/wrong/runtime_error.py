"""Another kind of error for no tokens."""
# fails: no_tokens

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise RuntimeError("there are no tokens")
    result = []
    for alike in zip(*gradients):
        mean = torch.zeros_like(alike[0])
        for gradient, n in zip(alike, n_tokens):
            if n:
                mean = mean + gradient * (n / total)
        result.append(mean)
    return result
