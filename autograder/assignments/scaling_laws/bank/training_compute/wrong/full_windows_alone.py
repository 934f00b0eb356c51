"""The last window is dropped where it is not full."""
# fails: exact integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    read = n_tokens // context_length * context_length
    forward = 2 * n_in_matrices + 4 * n_layers * context_length * d_model
    return 3 * forward * read, 6 * n_in_matrices * n_tokens
