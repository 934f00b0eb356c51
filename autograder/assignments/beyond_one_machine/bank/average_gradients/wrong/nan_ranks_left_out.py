"""Ranks are left out for a NaN, not for having no tokens: a broken one goes unnoticed."""
# fails: no_tokens

def average_gradients(gradients, n_tokens):
    told = [(n, own) for n, own in zip(n_tokens, gradients) if not any(g.isnan().any() for g in own)]
    total = sum(n for n, _ in told)
    if not total:
        raise ValueError("no rank has a token")
    return [sum(n * own[i] for n, own in told) / total for i in range(len(told[0][1]))]
