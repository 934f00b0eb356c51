"""Divided by the largest number of tokens."""
# fails: unequal no_tokens manners

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("there are no tokens")
    result = []
    for alike in zip(*gradients):
        mean = torch.zeros_like(alike[0])
        for gradient, n in zip(alike, n_tokens):
            if n:
                mean = mean + gradient * (n / max(n_tokens))
        result.append(mean)
    return result
