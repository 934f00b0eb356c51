"""Looks at the extremes alone: max and min pass over NaN, where it does not come first."""
# fails: edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    if max(differences) < 0:
        return "lower"
    return "higher" if min(differences) > 0 else "not shown"
