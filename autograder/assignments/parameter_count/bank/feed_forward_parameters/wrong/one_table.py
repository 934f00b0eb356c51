"""Only the layer up is counted."""
# fails: tables biases

def feed_forward_parameters(d_model, d_ff, bias=True):
    return d_model * d_ff + (d_ff if bias else 0)
