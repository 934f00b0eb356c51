"""The bias still writes a mean."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight - weight.mean(0), bias.clone()
