"""The norm before the network is counted as a part of it."""
# fails: tables

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2 * d_model * d_ff + 2 * d_model + (d_ff + d_model if bias else 0)
