"""NumPy's polynomial of degree 2."""

def isoflop_optimum(sizes, losses):
    import numpy as np

    c, b, _ = np.polyfit(np.log(sizes.double().numpy()), losses.double().numpy(), deg=2)
    if not c > 0:
        raise ValueError("no lowest point")
    return float(np.exp(b / c / -2))
