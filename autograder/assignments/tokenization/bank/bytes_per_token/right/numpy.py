"""NumPy, and a number of its own kind."""
import numpy as np

def bytes_per_token(texts, ids):
    n_tokens = np.sum([len(row) for row in ids], dtype=np.int64)
    n_bytes = np.sum([len(text.encode()) for text in texts], dtype=np.int64)
    return np.float64(n_bytes) / n_tokens if n_tokens else np.float64(0)
