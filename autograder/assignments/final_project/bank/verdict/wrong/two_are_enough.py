"""Two seeds are enough."""
# fails: edges

def verdict(differences):
    if len(differences) < 2:
        return "not shown"
    return "lower" if max(differences) < 0 else "higher" if min(differences) > 0 else "not shown"
