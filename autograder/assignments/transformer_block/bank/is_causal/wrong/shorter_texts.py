"""The block is asked about shorter texts, too, which it does not take."""
# fails: leaks_at_one_place

def is_causal(block, x):
    whole = block(x.clone())
    return all(
        bool((block(x[: t + 1].clone()) - whole[: t + 1]).abs().max() <= 1e-9)
        for t in range(len(x))
    )
