"""Least squares of the errors of log x."""
# fails: least_squares

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    dx, dy = log_x - log_x.mean(), log_y - log_y.mean()
    slope = (dy * dy).sum() / (dx * dy).sum()
    return math.exp(log_y.mean() - slope * log_x.mean()), float(slope)
