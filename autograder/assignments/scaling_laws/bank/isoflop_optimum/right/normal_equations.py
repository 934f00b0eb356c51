"""Cramer's rule for the normal equations."""

def isoflop_optimum(sizes, losses):
    u = sizes.double().log()
    s = [float((u**k).sum()) for k in range(5)]
    t = [float((losses.double() * u**k).sum()) for k in range(3)]
    matrix = torch.tensor([[s[i + j] for j in range(3)] for i in range(3)], dtype=torch.float64)

    def determinant(column):
        changed = matrix.clone()
        changed[:, column] = torch.tensor(t, dtype=torch.float64)
        return float(torch.linalg.det(changed) / torch.linalg.det(matrix))

    if determinant(2) <= 0:
        raise ValueError("the lowest point does not exist")
    return math.exp(-determinant(1) / 2 / determinant(2))
