"""The bias has one number for each input."""
# fails: bias

def linear_parameters(d_in, d_out, bias=True):
    return d_in * d_out + (d_in if bias else 0)
