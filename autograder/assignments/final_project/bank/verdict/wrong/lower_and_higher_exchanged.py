"""Below 0 is taken for a loss that is higher."""
# fails: signs edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    return "higher" if max(differences) < 0 else "lower" if min(differences) > 0 else "not shown"
