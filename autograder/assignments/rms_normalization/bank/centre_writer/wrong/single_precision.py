"""Computed in float32."""
# fails: values law

def centre_writer(weight, bias):
    return (weight.float() - weight.float().mean(0)).to(weight.dtype), (bias.float() - bias.float().mean()).to(bias.dtype)
