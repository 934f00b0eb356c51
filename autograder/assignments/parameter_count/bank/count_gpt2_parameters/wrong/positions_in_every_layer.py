"""Every layer has a table of positions."""
# fails: totals positions

def count_gpt2_parameters(c):
    V, C, F, L, N = c.vocab_size, c.d_model, c.d_ff, c.n_layers, c.context_length
    return V * C + L * N * C + L * (4 * (C * C + C) + C * F + F + F * C + C + 4 * C) + 2 * C + (0 if c.tied else V * C)
