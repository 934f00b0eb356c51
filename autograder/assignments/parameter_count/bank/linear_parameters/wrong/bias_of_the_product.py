"""The bias has one number for each entry of the table."""
# fails: bias

def linear_parameters(d_in, d_out, bias=True):
    return d_in * d_out * (2 if bias else 1)
