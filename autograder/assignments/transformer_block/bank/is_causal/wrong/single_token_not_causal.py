"""A single token has no future and gets False."""
# fails: manners

def is_causal(block, x):
    if len(x) == 1:
        return False
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= -3
        if (block(z)[: t + 1] - y[: t + 1]).abs().max() > 1e-9:
            return False
    return True
