"""`allclose` with its own rtol: beside large outputs a small leak passes."""
# fails: small_leaks_and_rounding

def is_causal(block, x):
    y = block(x.clone())
    for t in range(len(x) - 1):
        z = x.clone()
        z[t + 1 :] = 7 - 3 * z[t + 1 :]
        if not torch.allclose(block(z)[: t + 1], y[: t + 1], atol=1e-9):
            return False
    return True
