"""Divided by the deviation, too."""
# fails: values edges law

def centre_writer(weight, bias):
    centred = weight - weight.mean(0)
    return centred / (weight.std(0, correction=0) + 1e-9), bias - bias.mean()
