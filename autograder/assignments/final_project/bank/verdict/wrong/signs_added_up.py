"""The signs are added up, and the count is that of those which have one."""
# fails: edges

def verdict(differences):
    signs = [(d > 0) - (d < 0) for d in differences]
    if len(signs) < 3:
        return "not shown"
    total, with_sign = sum(signs), sum(map(abs, signs))
    if with_sign and abs(total) == with_sign:
        return "higher" if total > 0 else "lower"
    return "not shown"
