"""The sign of the mean decides."""
# fails: signs edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    mean = sum(differences) / len(differences)
    return "lower" if mean < 0 else "higher" if mean > 0 else "not shown"
