"""The first rank's gradients are overwritten."""
# fails: manners

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("there are no tokens")
    result = []
    for alike in zip(*gradients):
        mean = alike[0]
        if n_tokens[0]:
            mean.mul_(n_tokens[0] / total)
        else:
            mean.zero_()
        for gradient, n in zip(alike[1:], n_tokens[1:]):
            if n:
                mean = mean + gradient * (n / total)
        result.append(mean)
    return result
