"""Large y have more weight."""
# fails: least_squares

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y, w = x.double().log(), y.double().log(), y.double()
    mean_x, mean_y = (w * log_x).sum() / w.sum(), (w * log_y).sum() / w.sum()
    slope = (w * (log_x - mean_x) * (log_y - mean_y)).sum() / (w * (log_x - mean_x) ** 2).sum()
    return math.exp(mean_y - slope * mean_x), float(slope)
