"""The count is a float."""
# fails: integer

def linear_parameters(d_in, d_out, bias=True):
    return float(d_in * d_out + (d_out if bias else 0))
