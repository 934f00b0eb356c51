"""The future is negated and shifted."""

def is_causal(block, x):
    y = block(x.clone())
    return all(
        bool(((block(torch.cat([x[:t], -3 * x[t:] + 7])) - y)[:t].abs() <= 1e-9).all())
        for t in range(1, len(x))
    )
