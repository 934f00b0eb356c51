"""`polyfit` gives the factor of u² first; it is taken for the constant."""
# fails: parabola
import numpy as np

def isoflop_optimum(sizes, losses):
    a, b, c = np.polyfit(np.log(sizes.numpy()), losses.numpy(), 2)
    if a <= 0:
        raise ValueError("no lowest point")
    return float(np.exp(-b / (2 * c)))
