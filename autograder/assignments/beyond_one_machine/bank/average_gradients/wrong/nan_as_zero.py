"""NaN becomes 0 wherever it is, and empty ranks share the division."""
# fails: no_tokens

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("there are no tokens")
    result = []
    for alike in zip(*gradients):
        mean = torch.zeros_like(alike[0])
        total = sum(max(n, 1) for n in n_tokens)
        for gradient, n in zip(alike, n_tokens):
            if n:
                mean = mean + gradient * (n / total)
        result.append(mean)
    return result
