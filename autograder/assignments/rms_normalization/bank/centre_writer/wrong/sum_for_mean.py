"""The sum over the outputs is taken away."""
# fails: values law

def centre_writer(weight, bias):
    return weight - weight.sum(0), bias - bias.sum()
