"""NumPy, whose truth value is a numpy.bool."""

import numpy as np


def is_valid_attention(weights, causal=False):
    table = weights.double().numpy()
    valid = np.all(table >= 0) & np.all(np.abs(table.sum(axis=-1) - 1) <= 1e-6)
    return valid & np.all(np.triu(table, 1) == 0) if causal else valid
