"""What should go is all that is left."""
# fails: values edges law

def centre_writer(weight, bias):
    return weight.mean(0).expand_as(weight).clone(), bias.mean().expand_as(bias).clone()
