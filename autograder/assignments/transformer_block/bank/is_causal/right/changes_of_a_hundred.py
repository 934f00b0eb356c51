"""Later tokens are changed by a hundred."""

def is_causal(block, x):
    before = block(x.clone())
    for t in range(1, len(x)):
        changed = x.clone()
        changed[t:] += 100 * torch.rand(changed[t:].shape, dtype=x.dtype) + 1
        if ((block(changed) - before)[:t].abs() > 1e-9).any():
            return False
    return True
