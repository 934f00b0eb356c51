"""d_ff is taken for 4 · d_model."""
# fails: tables

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 8 * d_model * d_model + (d_ff + d_model if bias else 0)
