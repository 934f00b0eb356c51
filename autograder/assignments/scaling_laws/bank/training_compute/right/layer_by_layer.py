"""Layer by layer, window by window."""

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    forward = 0
    for part in [n_in_matrices] + [2 * context_length * d_model] * n_layers:
        forward += part + part
    return n_tokens * (forward + 2 * forward), n_tokens * 6 * n_in_matrices
