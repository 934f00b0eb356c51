"""Mean over root mean square: the sine of the latitude, not its square."""
# fails: values edges

def mean_share(x):
    size = x.square().mean(-1).sqrt()
    return torch.where(size > 0, x.mean(-1) / size, 0.0)
