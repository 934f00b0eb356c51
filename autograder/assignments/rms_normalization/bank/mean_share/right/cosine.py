"""The squared cosine of the angle to (1, …, 1)."""

def mean_share(x):
    ones = torch.ones_like(x) / x.shape[-1] ** 0.5
    along = (x * ones).sum(-1)
    length = torch.linalg.vector_norm(x, dim=-1)
    return torch.nan_to_num(along / length, nan=0.0) ** 2
