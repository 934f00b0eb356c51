"""Two terms, multiplied out."""

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    six_n_d = 6 * n_in_matrices * n_tokens
    return six_n_d + 12 * n_layers * context_length * d_model * n_tokens, six_n_d
