"""The line through the first and the last point."""
# fails: least_squares

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    slope = math.log(y[-1] / y[0]) / math.log(x[-1] / x[0])
    return float(y[0] / x[0] ** slope), slope
