"""The sum of the signs has the size of their number."""

def verdict(differences):
    n = len(differences)
    total = int(torch.tensor(differences, dtype=torch.float64).sign().sum()) if n else 0
    if n < 3 or abs(total) < n:
        return "not shown"
    return "higher" if total == n else "lower"
