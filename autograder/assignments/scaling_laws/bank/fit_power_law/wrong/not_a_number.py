"""Nothing is refused; NaN comes out."""
# fails: manners

def fit_power_law(x, y):
    log_x, log_y = x.double().log(), y.double().log()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    height = log_y.mean() - slope * log_x.mean()
    return math.exp(height), float(slope)
