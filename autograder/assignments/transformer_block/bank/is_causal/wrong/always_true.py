"""Every block is innocent."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding manners

def is_causal(block, x):
    return True
