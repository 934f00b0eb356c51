"""Both biases have d_model numbers."""
# fails: biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * (d_model * d_ff + (d_model if bias else 0))
