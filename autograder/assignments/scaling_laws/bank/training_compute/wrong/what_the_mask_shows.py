"""Attention counts the tokens that a mask shows, and no others."""
# fails: exact

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    in_attention = 2 * n_layers * (context_length + 1) * d_model
    return 3 * (2 * n_in_matrices + in_attention) * n_tokens, 6 * n_in_matrices * n_tokens
