"""Answers with a truth value."""
# fails: signs edges

def verdict(differences):
    return len(differences) >= 3 and all(d < 0 for d in differences)
