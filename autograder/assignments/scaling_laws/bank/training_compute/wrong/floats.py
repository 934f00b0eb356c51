"""Floats, which round."""
# fails: integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    forward = 2.0 * n_in_matrices + 4.0 * n_layers * context_length * d_model
    return 3 * forward * n_tokens, 6.0 * n_in_matrices * n_tokens
