"""A tensor comes back."""
# fails: plain_cases leaks_at_one_place small_leaks_and_rounding manners

def is_causal(block, x):
    leak = torch.zeros(())
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= -3
        leak = torch.maximum(leak, (block(z)[: t + 1] - y[: t + 1]).abs().max())
    return leak < 1e-9
