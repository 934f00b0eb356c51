"""(d_in + 1) · d_out with a bias."""

def linear_parameters(d_in, d_out, bias=True):
    return (d_in + bool(bias)) * d_out
