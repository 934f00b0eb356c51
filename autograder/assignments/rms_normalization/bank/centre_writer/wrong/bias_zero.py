"""The bias is thrown away with its mean."""
# fails: values edges

def centre_writer(weight, bias):
    return weight - weight.mean(0), 0 * bias
