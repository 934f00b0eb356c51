"""NumPy all the way, its own integers included."""
import numpy as np

def nearest_neighbours(table, token, k):
    rows = table.detach().numpy()
    size = np.sqrt((rows**2).sum(1))
    size[size == 0] = 1
    cosines = rows @ rows[token] / size
    order = np.argsort(-cosines, kind="stable")
    return list(order[order != token][:k])
