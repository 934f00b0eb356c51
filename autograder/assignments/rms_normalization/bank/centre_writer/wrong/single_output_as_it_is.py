"""A single output keeps its mean."""
# fails: edges

def centre_writer(weight, bias):
    if len(weight) == 1:
        return weight.clone(), bias.clone()
    return weight - weight.mean(0), bias - bias.mean()
