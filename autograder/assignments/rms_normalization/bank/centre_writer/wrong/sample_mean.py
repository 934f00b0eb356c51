"""Divided by one output less."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight - weight.sum(0) / (len(weight) - 1), bias - bias.sum() / (len(bias) - 1)
