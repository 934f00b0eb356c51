"""Only the layer down has a bias."""
# fails: biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff + (d_model if bias else 0)
