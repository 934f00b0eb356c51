"""There are always biases."""
# fails: tables biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff + d_ff + d_model
