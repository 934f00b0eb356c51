"""One formula, collected by powers of C."""

def count_gpt2_parameters(c):
    V, C, F, L, N = c.vocab_size, c.d_model, c.d_ff, c.n_layers, c.context_length
    words = V if c.tied else 2 * V
    return 4 * L * C**2 + C * (words + N + L * (2 * F + 9) + 2) + L * F
