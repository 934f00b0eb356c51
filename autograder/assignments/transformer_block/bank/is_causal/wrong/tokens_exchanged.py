"""The last two tokens change places."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding

def is_causal(block, x):
    if len(x) == 1:
        return True
    z = torch.cat([x[:-2], x[-1:], x[-2:-1]])
    return bool(((block(z) - block(x.clone()))[:-2].abs() < 1e-9).all())
