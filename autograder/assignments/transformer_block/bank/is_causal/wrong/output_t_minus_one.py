"""The output of token t is left out."""
# fails: plain_cases leaks_at_one_place

def is_causal(block, x):
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] *= -3
        if t and (block(z)[:t] - y[:t]).abs().max() > 1e-9:
            return False
    return True
