"""The caller's x is changed."""
# fails: manners

def is_causal(block, x):
    y = block(x.clone())
    result = True
    for t in range(len(x) - 2, -1, -1):
        x[t + 1 :] *= -3
        if (block(x)[: t + 1] - y[: t + 1]).abs().max() > 1e-9:
            result = False
    return result
