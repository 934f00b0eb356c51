"""Bill by bill, in Python's whole numbers."""

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    bills = {"forward": 1, "backward": 2}
    exact = sum(
        times * n_tokens * (n_in_matrices + n_in_matrices) + times * n_tokens * n_layers * 4 * context_length * d_model
        for times in bills.values()
    )
    return [exact, 3 * 2 * n_in_matrices * n_tokens]
