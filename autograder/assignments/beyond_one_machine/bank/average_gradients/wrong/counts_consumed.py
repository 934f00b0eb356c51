"""The list of tokens is emptied."""
# fails: manners

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("there are no tokens")
    result = []
    for alike in zip(*gradients):
        mean = torch.zeros_like(alike[0])
        for gradient, n in zip(alike, n_tokens):
            if n:
                mean = mean + gradient * (n / total)
        result.append(mean)
    n_tokens.clear()
    return result
