"""Nothing turns."""
# fails: distance angles

def rope(x, positions, base=10000.0):
    return x.clone()
