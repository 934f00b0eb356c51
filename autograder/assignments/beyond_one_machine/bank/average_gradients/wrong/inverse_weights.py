"""Ranks with fewer tokens count for more."""
# fails: unequal

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("there are no tokens")
    rates = [1 / n if n else 0 for n in n_tokens]
    result = []
    for alike in zip(*gradients):
        mean = torch.zeros_like(alike[0])
        for gradient, n in zip(alike, n_tokens):
            if n:
                mean = mean + gradient * (1 / n / sum(rates))
        result.append(mean)
    return result
