"""The line has to pass through log y = 0."""
# fails: exact least_squares manners

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    return 1.0, float((log_x * log_y).sum() / (log_x * log_x).sum())
