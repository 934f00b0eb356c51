"""One mean of the whole weight."""
# fails: values law

def centre_writer(weight, bias):
    return weight - weight.mean(), bias - bias.mean()
