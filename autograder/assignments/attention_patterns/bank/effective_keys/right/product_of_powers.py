"""The product of w to the power -w; 0 to the power 0 is 1."""

def effective_keys(weights):
    return (weights ** (-weights)).prod(-1)
