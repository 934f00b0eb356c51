"""Any number of seeds, none included."""
# fails: edges

def verdict(differences):
    if all(d < 0 for d in differences):
        return "lower"
    return "higher" if all(d > 0 for d in differences) else "not shown"
