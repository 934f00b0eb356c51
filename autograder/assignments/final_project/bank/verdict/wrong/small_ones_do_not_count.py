"""A difference below a hundredth counts as none."""
# fails: signs

def verdict(differences):
    if len(differences) < 3:
        return "not shown"
    clear = 0.01
    if max(differences) < -clear:
        return "lower"
    return "higher" if min(differences) > clear else "not shown"
