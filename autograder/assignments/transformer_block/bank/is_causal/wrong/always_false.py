"""Every block is guilty, but with a single token."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding

def is_causal(block, x):
    return len(x) == 1
