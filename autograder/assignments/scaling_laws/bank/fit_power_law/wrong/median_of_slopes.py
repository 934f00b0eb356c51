"""The median of the slopes between all pairs of points."""
# fails: least_squares

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    pairs = [(i, j) for i in range(len(x)) for j in range(i)]
    slopes = sorted(float((log_y[i] - log_y[j]) / (log_x[i] - log_x[j])) for i, j in pairs)
    slope = (slopes[len(slopes) // 2] + slopes[(len(slopes) - 1) // 2]) / 2
    return math.exp(log_y.mean() - slope * log_x.mean()), slope
