"""Tokens are changed by a million."""
# fails: small_leaks_and_rounding

def is_causal(block, x):
    honest = block(x.clone())
    for t in range(len(x) - 1):
        changed = x.clone()
        changed[t + 1:] = 7e9 - 3e9 * changed[t + 1:]
        moved = (block(changed)[:t + 1] - honest[:t + 1]).abs().max().item()
        if moved > 1e-09:
            return False
    return True
