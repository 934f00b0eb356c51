"""What is not lower was not shown."""
# fails: signs edges

def verdict(differences):
    better = len(differences) >= 3 and all(d < 0 for d in differences)
    return "lower" if better else "not shown"
