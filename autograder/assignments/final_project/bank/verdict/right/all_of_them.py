"""Counts first, and then asks every difference."""

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    if all(difference < 0 for difference in differences):
        return "lower"
    if all(difference > 0 for difference in differences):
        return "higher"
    return "not shown"
