"""Weights of exactly zero are left white."""

import numpy as np


def plot_attention(weights, tokens):
    table = weights.detach().numpy()
    _, axes = plt.subplots()
    axes.imshow(np.ma.masked_equal(table, 0.0))
    axes.set_xticks(range(len(tokens)), labels=tokens)
    axes.set_yticks(range(len(tokens)), labels=tokens)
    axes.set_xlabel("key")
    axes.set_ylabel("query")
    return axes
