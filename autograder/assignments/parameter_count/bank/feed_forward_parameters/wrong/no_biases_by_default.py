"""Left out, bias is False."""
# fails: biases

def feed_forward_parameters(d_model, d_ff, bias=False):
    return 2 * d_model * d_ff + (d_ff + d_model if bias else 0)
