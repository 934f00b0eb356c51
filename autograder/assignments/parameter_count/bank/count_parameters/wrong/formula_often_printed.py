"""A formula that is often printed: two matrices of width 4C, no norms."""
# fails: totals feed_forward norms grouped_queries

def count_parameters(c):
    V, C, L = c.vocab_size, c.d_model, c.n_layers
    return V * C + L * (4 * C * C + 2 * C * (4 * C)) + C * V
