"""The formula of the Llama family."""
# fails: totals feed_forward biases_and_norms positions

def count_gpt2_parameters(c):
    V, C, F, L, N = c.vocab_size, c.d_model, c.d_ff, c.n_layers, c.context_length
    return V * C + 0 + L * (4 * C * C + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C)
