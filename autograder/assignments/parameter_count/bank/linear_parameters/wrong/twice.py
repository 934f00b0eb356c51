"""Each entry is counted twice, once for each direction."""
# fails: table

def linear_parameters(d_in, d_out, bias=True):
    return 2 * d_in * d_out + (d_out if bias else 0)
