"""The set of signs: one sign, and not that of nothing."""

def verdict(differences):
    signs = {(d > 0) - (d < 0) for d in differences}
    words = {-1: "lower", 1: "higher"}
    if len(differences) > 2 and len(signs) == 1:
        return words.get(signs.pop(), "not shown")
    return "not shown"
