"""Inputs and outputs are added, not multiplied."""
# fails: table

def linear_parameters(d_in, d_out, bias=True):
    return d_in + d_out + (d_out if bias else 0)
