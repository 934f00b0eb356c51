"""Refuses to say anything about runs that died, then multiplies signs."""

def verdict(differences):
    import math

    if len(differences) < 3 or any(math.isnan(d) for d in differences):
        return "not shown"
    first = differences[0]
    if any(first * d <= 0 and not (first < 0 and d < 0) and not (first > 0 and d > 0) for d in differences):
        return "not shown"
    return "lower" if first < 0 else "higher" if first > 0 else "not shown"
