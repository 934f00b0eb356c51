"""Only the first feature of the outputs is compared, and moves are looked for at the ends only."""
# fails: leaks_at_one_place

def is_causal(block, x):
    if len(x) == 1:
        return True
    y = block(x.clone())
    for t in (0, len(x) - 2):
        z = x.clone()
        z[-1, 0] *= -3
        if (block(z)[: t + 1, 0] - y[: t + 1, 0]).abs().max() > 1e-9:
            return False
    return True
