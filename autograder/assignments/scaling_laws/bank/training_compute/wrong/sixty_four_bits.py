"""PyTorch's whole numbers, which end at 64 bits."""
# fails: integers

def training_compute(n_in_matrices, n_layers, d_model, context_length, n_tokens):
    N, L, C, T, D = torch.tensor([n_in_matrices, n_layers, d_model, context_length, n_tokens])
    return (6 * N * D + 12 * L * T * C * D).item(), (6 * N * D).item()
