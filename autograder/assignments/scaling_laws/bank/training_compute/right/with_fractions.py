"""Exact fractions of a window, and whole numbers at the end."""

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    from fractions import Fraction

    windows = Fraction(n_tokens, context_length)
    scores_and_sums = 2 * 2 * context_length**2 * d_model
    exact = windows * 3 * n_layers * scores_and_sums + 3 * 2 * n_in_matrices * n_tokens
    return int(exact), math.prod((2, 3, n_in_matrices, n_tokens))
