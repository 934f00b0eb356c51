"""A covariance over n − 1 divided by a variance over n."""
# fails: exact

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    pair = torch.stack([x.log(), y.log()])
    slope = torch.cov(pair)[0, 1] / pair[0].var(correction=0)
    return math.exp(pair[1].mean() - slope * pair[0].mean()), slope.item()
