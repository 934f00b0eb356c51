"""Sums in float64, and forgets the way back."""
# fails: manners

def average_gradients(gradients, n_tokens):
    told = [(n, own) for n, own in zip(n_tokens, gradients) if n]
    if not told:
        raise ValueError("no rank has a token")
    total = sum(n_tokens)
    return [sum(n * own[i].double() for n, own in told) / total for i in range(len(told[0][1]))]
