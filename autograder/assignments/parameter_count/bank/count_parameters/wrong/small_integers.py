"""Counted in 32 bits, which overflow."""
# fails: totals

import numpy as np


def count_parameters(c):
    V, C, F, L = (np.int64(size).astype(np.int32) for size in (c.vocab_size, c.d_model, c.d_ff, c.n_layers))
    kv = np.int32(c.n_kv_heads * (c.d_model // c.n_heads))
    head = np.int32(0) if c.tied else V * C
    with np.errstate(over="ignore"):
        return V * C + L * (2 * C * C + 2 * C * kv + 3 * C * F + 2 * C) + C + head
