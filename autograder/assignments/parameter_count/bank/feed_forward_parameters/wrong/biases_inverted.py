"""The biases are counted where there are none."""
# fails: tables biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff + (0 if bias else d_ff + d_model)
