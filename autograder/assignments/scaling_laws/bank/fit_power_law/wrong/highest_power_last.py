"""`polyfit` gives the slope first; it is taken for the height."""
# fails: exact
import numpy as np

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    height, slope = np.polyfit(np.log(x.numpy()), np.log(y.numpy()), 1)
    return float(np.exp(height)), float(slope)
