"""Sums over all pairs of points."""

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    across, up = log_x[:, None] - log_x, log_y[:, None] - log_y
    slope = float((across * up).sum() / across.square().sum())
    return math.exp(float((log_y - slope * log_x).mean())), slope
