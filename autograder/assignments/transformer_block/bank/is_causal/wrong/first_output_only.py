"""Only the first output is looked at."""
# fails: leaks_at_one_place

def is_causal(block, x):
    z = x.clone()
    z[1:] *= -3
    return bool(((block(z) - block(x.clone()))[0].abs() < 1e-9).all())
