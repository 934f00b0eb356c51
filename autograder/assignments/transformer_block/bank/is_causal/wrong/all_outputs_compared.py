"""Later outputs are compared, too."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding

def is_causal(block, x):
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= -3
        if (block(z) - y).abs().max() > 1e-9:
            return False
    return True
