"""The mean over the inputs is taken away as well."""
# fails: values edges law

def centre_writer(weight, bias):
    centred = weight - weight.mean(0)
    return centred - centred.mean(1, keepdim=True), bias - bias.mean()
