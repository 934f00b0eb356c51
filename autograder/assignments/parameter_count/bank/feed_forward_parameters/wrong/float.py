"""The count is a float."""
# fails: integer

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 2.0 * d_model * d_ff + (d_ff + d_model if bias else 0)
