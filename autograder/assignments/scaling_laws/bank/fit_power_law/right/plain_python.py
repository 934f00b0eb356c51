"""Sums in plain Python."""

def fit_power_law(x, y):
    points = list(zip(x.tolist(), y.tolist()))
    if any(a <= 0 or b <= 0 for a, b in points):
        raise ValueError(f"no logarithm: {points}")
    logs = [(math.log10(a), math.log10(b)) for a, b in points]
    n, sum_a, sum_b = len(logs), sum(a for a, _ in logs), sum(b for _, b in logs)
    power = (n * sum(a * b for a, b in logs) - sum_a * sum_b) / (
        n * sum(a * a for a, _ in logs) - sum_a**2
    )
    return 10 ** ((sum_b - power * sum_a) / n), power
