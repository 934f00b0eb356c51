"""There are never any biases."""
# fails: biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff
