"""Writes into the weight."""
# fails: law

def centre_writer(weight, bias):
    weight -= weight.mean(0)
    return weight, bias - bias.mean()
