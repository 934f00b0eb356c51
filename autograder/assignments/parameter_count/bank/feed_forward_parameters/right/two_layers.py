"""Two linear layers, counted by a helper."""

def layer(d_in, d_out, bias):
    return d_in * d_out + bias * d_out


def feed_forward_parameters(d_model, d_ff, bias=True):
    return layer(d_model, d_ff, bias) + layer(d_ff, d_model, bias)
