"""Residuals: what 1 and u explain is taken out of u² and of the losses first."""

def isoflop_optimum(sizes, losses):
    u, y = sizes.double().log(), losses.double()
    low, high = u.min(), u.max()
    t = 2 * (u - low) / (high - low) - 1
    plain = torch.stack([torch.ones_like(t), t], dim=1)
    basis, _ = torch.linalg.qr(plain)
    square = t * t - basis @ (basis.T @ (t * t))
    c = (square @ y) / (square @ square)
    if not c > 0:
        raise ValueError("it opens downwards")
    a_b = torch.linalg.pinv(plain) @ (y - c * t * t)
    turn = (-a_b[1] / (2 * c)).item()
    return math.exp(low.item() + (turn + 1) / 2 * (high - low).item())
