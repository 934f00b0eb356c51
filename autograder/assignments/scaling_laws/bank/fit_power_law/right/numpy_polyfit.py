"""NumPy's polynomial of degree 1."""

def fit_power_law(x, y):
    import numpy as np

    if not bool(((x > 0) & (y > 0)).all()):
        raise ValueError("x and y have to be positive")
    degree_one = np.polyfit(np.log(x.double().numpy()), np.log(y.double().numpy()), 1)
    return float(np.exp(degree_one[1])), float(degree_one[0])
