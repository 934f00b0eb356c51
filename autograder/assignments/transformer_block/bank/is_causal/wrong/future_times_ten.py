"""Later tokens grow, and point where they pointed: a norm takes the factor away."""
# fails: leaks_at_one_place

def is_causal(block, x):
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= 10
        if (block(z)[: t + 1] - y[: t + 1]).abs().max() > 1e-9:
            return False
    return True
