"""NumPy's triangle, and the columns of the source."""
import numpy as np

def prefix_mask(n_source, n_target):
    n = n_source + n_target
    table = np.tri(n, dtype=bool)
    table[:, :n_source] = True
    return torch.from_numpy(table)
