"""Writes into the bias."""
# fails: law

def centre_writer(weight, bias):
    bias -= bias.mean()
    return weight - weight.mean(0), bias
