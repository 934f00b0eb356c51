"""A difference of 0 counts as higher."""
# fails: edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    return "lower" if max(differences) < 0 else "higher" if min(differences) >= 0 else "not shown"
