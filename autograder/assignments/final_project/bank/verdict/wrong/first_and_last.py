"""Looks at the first and the last seed alone."""
# fails: signs edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    ends = differences[0], differences[-1]
    return "lower" if max(ends) < 0 else "higher" if min(ends) > 0 else "not shown"
