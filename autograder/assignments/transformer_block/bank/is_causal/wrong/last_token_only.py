"""Only the last token is changed."""
# fails: leaks_at_one_place

def is_causal(block, x):
    if len(x) == 1:
        return True
    z = x.clone()
    z[-1] *= -3
    return bool(((block(z) - block(x.clone()))[:-1].abs() < 1e-9).all())
