"""A bias is one number for each layer."""
# fails: biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff + 2 * bias
