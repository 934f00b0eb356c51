"""Both are sorted, each by itself."""
# fails: exact

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log().sort().values, y.double().log().sort().values
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    return math.exp(log_y.mean() - slope * log_x.mean()), float(slope)
