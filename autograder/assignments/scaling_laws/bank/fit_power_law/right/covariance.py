"""The covariance over the variance."""

def fit_power_law(x, y):
    both = torch.stack([x, y]).double()
    if both.min() <= 0:
        raise ValueError("logarithms need numbers above 0")
    spread = torch.cov(both.log())
    p = (spread[0, 1] / spread[0, 0]).item()
    return float((both[1].log() - p * both[0].log()).mean().exp()), p
