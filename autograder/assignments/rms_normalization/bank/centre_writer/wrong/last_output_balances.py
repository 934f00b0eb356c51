"""The last output is set so that all add up to 0."""
# fails: values law

def centre_writer(weight, bias):
    balanced, even = weight.clone(), bias.clone()
    balanced[-1], even[-1] = -weight[:-1].sum(0), -bias[:-1].sum()
    return balanced, even
