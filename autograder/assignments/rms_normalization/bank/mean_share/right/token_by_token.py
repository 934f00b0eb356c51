"""A loop over the tokens."""

def mean_share(x):
    flat = x.reshape(-1, x.shape[-1])
    shares = []
    for token in flat:
        power = (token * token).mean()
        shares.append(token.mean() ** 2 / power if power > 0 else power)
    return torch.stack(shares).reshape(x.shape[:-1])
