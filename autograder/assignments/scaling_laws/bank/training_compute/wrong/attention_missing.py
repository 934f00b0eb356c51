"""Attention costs nothing."""
# fails: exact integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    bill = 6 * n_in_matrices * n_tokens
    return bill, bill
