"""Of several points with the same x one is kept."""
# fails: least_squares

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    points = dict(zip(x.double().log().tolist(), y.double().log().tolist()))
    log_x, log_y = torch.tensor([*points]).double(), torch.tensor([*points.values()]).double()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    return math.exp(log_y.mean() - slope * log_x.mean()), float(slope)
