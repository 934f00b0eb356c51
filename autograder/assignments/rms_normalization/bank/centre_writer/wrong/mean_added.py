"""The mean is added."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight + weight.mean(0), bias + bias.mean()
