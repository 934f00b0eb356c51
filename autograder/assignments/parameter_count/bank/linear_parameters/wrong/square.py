"""The table is taken for a square."""
# fails: table

def linear_parameters(d_in, d_out, bias=True):
    return d_in * d_in + (d_out if bias else 0)
