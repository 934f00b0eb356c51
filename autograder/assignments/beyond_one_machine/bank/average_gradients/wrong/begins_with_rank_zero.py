"""The sums begin with what rank 0 has, tokens or not."""
# fails: no_tokens

def average_gradients(gradients, n_tokens):
    total = sum(n_tokens)
    if total == 0:
        raise ValueError("no tokens")
    sums = [n_tokens[0] * gradient for gradient in gradients[0]]
    for n, own in zip(n_tokens[1:], gradients[1:]):
        if n > 0:
            sums = [a + n * b for a, b in zip(sums, own)]
    return [gradient / total for gradient in sums]
