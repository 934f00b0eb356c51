"""The set of signs has one member."""
import math

def verdict(differences):
    signs = {"nothing" if d == 0 or math.isnan(d) else math.copysign(1, d) for d in differences}
    known = {1.0: "higher", -1.0: "lower"}
    [sign] = signs if len(signs) == 1 and len(differences) > 2 else [None]
    return known.get(sign, "not shown")
