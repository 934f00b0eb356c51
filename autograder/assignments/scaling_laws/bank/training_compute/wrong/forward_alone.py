"""Training is a forward pass."""
# fails: exact estimate integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    forward = 2 * n_in_matrices + 4 * n_layers * context_length * d_model
    return forward * n_tokens, 2 * n_in_matrices * n_tokens
