"""The product of the shape, as a NumPy integer."""

import numpy as np


def linear_parameters(d_in, d_out, bias=True):
    count = np.prod((d_out, d_in), dtype=np.int64)
    return count + d_out if bias else count
