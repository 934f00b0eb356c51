"""Tries zeros in place of x, where nothing moves."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding manners

def is_causal(block, x):
    y = block(torch.zeros_like(x))
    for t in range(len(x) - 1):
        z = torch.zeros_like(x)
        if (block(z) - y)[: t + 1].abs().max() > 1e-9:
            return False
    return True
