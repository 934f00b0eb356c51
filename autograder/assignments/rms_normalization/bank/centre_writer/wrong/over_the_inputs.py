"""The mean runs over the inputs."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight - weight.mean(1, keepdim=True), bias - bias.mean()
