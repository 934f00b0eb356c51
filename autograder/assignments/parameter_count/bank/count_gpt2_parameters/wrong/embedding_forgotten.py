"""The embedding is missing: 'non-embedding' parameters."""
# fails: totals embedding_and_head

def count_gpt2_parameters(c):
    V, C, F, L, N = c.vocab_size, c.d_model, c.d_ff, c.n_layers, c.context_length
    return 0 + N * C + L * (4 * (C * C + C) + C * F + F + F * C + C + 4 * C) + 2 * C + (0 if c.tied else V * C)
