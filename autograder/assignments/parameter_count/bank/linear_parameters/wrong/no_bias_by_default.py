"""Left out, bias is False."""
# fails: bias

def linear_parameters(d_in, d_out, bias=False):
    return d_in * d_out + (d_out if bias else 0)
