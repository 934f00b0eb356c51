"""Only the bias is centred."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight.clone(), bias - bias.mean()
