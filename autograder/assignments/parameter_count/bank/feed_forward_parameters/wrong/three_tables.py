"""A gate is counted, as in Llama."""
# fails: tables

def feed_forward_parameters(d_model, d_ff, bias=True):
    return 3 * d_model * d_ff + (d_ff + d_model if bias else 0)
