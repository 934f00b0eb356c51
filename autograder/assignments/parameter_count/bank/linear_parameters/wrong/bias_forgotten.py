"""There is never a bias."""
# fails: bias

def linear_parameters(d_in, d_out, bias=True):
    return d_in * d_out
