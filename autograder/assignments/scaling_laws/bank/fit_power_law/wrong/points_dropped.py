"""Points that are not above 0 are left out without a word."""
# fails: manners

def fit_power_law(x, y):
    good = (x > 0) & (y > 0)
    x, y = x[good], y[good]
    log_x, log_y = x.double().log(), y.double().log()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    height = log_y.mean() - slope * log_x.mean()
    return math.exp(height), float(slope)
