"""There is always a bias."""
# fails: table bias integer

def linear_parameters(d_in, d_out, bias=True):
    return d_in * d_out + d_out
