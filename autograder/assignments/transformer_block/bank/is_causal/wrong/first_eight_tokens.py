"""Only the first eight tokens are tried."""
# fails: leaks_at_one_place

def is_causal(block, x):
    honest = block(x.clone())
    for t in range(min(len(x) - 1, 8)):
        changed = x.clone()
        changed[t + 1:] = 7 - 3 * changed[t + 1:]
        moved = (block(changed)[:t + 1] - honest[:t + 1]).abs().max().item()
        if moved > 1e-09:
            return False
    return True
