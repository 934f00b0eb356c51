"""Shuffled in, shuffled out is taken for the test."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding manners

def is_causal(block, x):
    return not torch.allclose(block(x.flip(0)), block(x.clone()).flip(0))
