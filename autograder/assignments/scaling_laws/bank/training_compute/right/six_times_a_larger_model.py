"""Attention as if it were more numbers in matrices."""

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    def rule(n):
        return sum([n * n_tokens] * 6)

    return rule(n_in_matrices + 2 * n_layers * context_length * d_model), rule(n_in_matrices)
