"""Query by query."""

def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    total, T = 0, weights.shape[-1]
    for t in range(2, T):
        total = total + weights[:, :, t, 0]
    return total / (T - 2)
