"""Asks for a mean that is larger than the standard deviation of the differences."""
# fails: signs

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    d = torch.tensor(differences, dtype=torch.float64)
    if d.mean().abs() <= d.std():
        return "not shown"
    return "lower" if d.mean() < 0 else "higher"
