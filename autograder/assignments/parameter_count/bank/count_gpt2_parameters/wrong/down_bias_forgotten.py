"""The layer down has no bias."""
# fails: totals biases_and_norms

def count_gpt2_parameters(c):
    V, C, F, L, N = c.vocab_size, c.d_model, c.d_ff, c.n_layers, c.context_length
    return V * C + N * C + L * (4 * (C * C + C) + 2 * C * F + F + 4 * C) + 2 * C + (0 if c.tied else V * C)
