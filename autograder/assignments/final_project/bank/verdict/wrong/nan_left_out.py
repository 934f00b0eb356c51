"""NaN is left out, and the others decide."""
# fails: edges

def verdict(differences):
    told = [d for d in differences if d == d]
    if len(told) < 3:
        return "not shown"
    if all(d < 0 for d in told):
        return "lower"
    return "higher" if all(d > 0 for d in told) else "not shown"
