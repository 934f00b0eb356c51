"""The majority decides."""
# fails: signs edges

def verdict(differences):
    below = sum(d < 0 for d in differences)
    above = sum(d > 0 for d in differences)
    if len(differences) < 3 or below == above:
        return "not shown"
    return "lower" if below > above else "higher"
