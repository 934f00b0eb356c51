"""Only the middle is tried."""
# fails: leaks_at_one_place

def is_causal(block, x):
    m = (len(x) + 1) // 2
    z = x.clone()
    z[m:] *= -3
    return bool(((block(z) - block(x.clone()))[:m].abs() < 1e-9).all())
