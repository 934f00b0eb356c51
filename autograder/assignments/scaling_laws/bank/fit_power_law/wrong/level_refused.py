"""Correlation times a ratio of spreads: where y never changes this is 0 times 0 over 0."""
# fails: exact

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    dx, dy = log_x - log_x.mean(), log_y - log_y.mean()
    correlation = (dx * dy).sum() / (dx.norm() * dy.norm())
    slope = correlation * dy.norm() / dx.norm()
    return math.exp(log_y.mean() - slope * log_x.mean()), float(slope)
