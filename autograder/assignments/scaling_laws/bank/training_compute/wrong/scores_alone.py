"""The weighted sum is forgotten."""
# fails: exact integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    forward = 2 * n_in_matrices + 2 * n_layers * context_length * d_model
    return 3 * forward * n_tokens, 6 * n_in_matrices * n_tokens
