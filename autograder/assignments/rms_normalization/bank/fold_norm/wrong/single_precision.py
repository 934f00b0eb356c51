"""Computed in float32."""
# fails: weight bias

def fold_norm(weight, bias, gain, shift):
    return (weight.float() * gain.float()).to(weight.dtype), (bias.float() + weight.float() @ shift.float()).to(bias.dtype)
