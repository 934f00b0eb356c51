"""Attention has no backward pass."""
# fails: exact integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    matrices = 6 * n_in_matrices
    attention = 4 * n_layers * context_length * d_model
    return (matrices + attention) * n_tokens, matrices * n_tokens
