"""Forward is taken once more before backward, as with checkpoints."""
# fails: exact

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    forward = 2 * n_in_matrices + 4 * n_layers * context_length * d_model
    return 4 * forward * n_tokens, 6 * n_in_matrices * n_tokens
