"""The exponent comes first."""
# fails: exact least_squares manners

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    height = log_y.mean() - slope * log_x.mean()
    return float(slope), math.exp(height)
