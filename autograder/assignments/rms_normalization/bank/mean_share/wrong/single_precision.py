"""Computed in float32."""
# fails: values edges

def mean_share(x):
    return torch.nan_to_num(x.float().mean(-1).square() / x.float().square().mean(-1), nan=0.0).to(x.dtype)
