"""The smallest product with a sign is what counts: by NumPy, which passes NaN on."""
import numpy as np

def verdict(differences):
    row = np.asarray(list(differences), dtype=float)
    if row.size < 3:
        return "not shown"
    if bool(np.max(row) < 0):
        return "lower"
    return "higher" if bool(np.min(row) > 0) else "not shown"
