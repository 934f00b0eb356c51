"""The differences are sorted, and the two ends looked at; NaN may stand anywhere."""
# fails: edges

def verdict(differences):
    ends = sorted(differences)
    if len(ends) < 3 or ends[0] == 0 or ends[-1] == 0:
        return "not shown"
    if ends[-1] < 0:
        return "lower"
    return "higher" if ends[0] > 0 else "not shown"
