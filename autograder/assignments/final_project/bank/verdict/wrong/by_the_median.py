"""The middle one decides."""
# fails: signs edges

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    middle = sorted(differences)[len(differences) // 2]
    return "lower" if middle < 0 else "higher" if middle > 0 else "not shown"
