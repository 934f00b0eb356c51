"""The size with the lowest loss."""
# fails: parabola least_squares

def isoflop_optimum(sizes, losses):
    if losses[0] < losses.max() and losses[-1] < losses.max() and len(losses) > 2:
        raise ValueError("opens downwards")
    return float(sizes[losses.argmin()])
