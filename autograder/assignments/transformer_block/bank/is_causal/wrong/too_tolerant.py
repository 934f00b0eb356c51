"""Differences up to one tenth count as rounding."""
# fails: small_leaks_and_rounding

def is_causal(block, x):
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= -3
        if (block(z)[: t + 1] - y[: t + 1]).abs().max() > 0.1:
            return False
    return True
