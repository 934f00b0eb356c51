"""A row of the inverse of what is not rounded yet, this column included."""

def compensate_rounding(weights, column, rounded, products):
    if column == len(products) - 1:
        return torch.cat([weights[:, :-1], rounded[:, None]], dim=1)
    lower = torch.linalg.cholesky(products[column + 1 :, column + 1 :])
    answer = torch.cholesky_solve(products[column + 1 :, [column]], lower)
    error = (weights[:, column] - rounded).unsqueeze(1)
    return torch.hstack([weights[:, :column], rounded.unsqueeze(1), weights[:, column + 1 :] + error @ answer.T])
