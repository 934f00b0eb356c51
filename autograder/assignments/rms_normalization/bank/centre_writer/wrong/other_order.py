"""Bias first, weight second."""
# fails: values edges law

def centre_writer(weight, bias):
    return bias - bias.mean(), weight - weight.mean(0)
