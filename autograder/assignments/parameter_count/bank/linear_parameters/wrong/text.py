"""The count comes as text with separators."""
# fails: table bias integer

def linear_parameters(d_in, d_out, bias=True):
    return f"{d_in * d_out + (d_out if bias else 0):,}"
