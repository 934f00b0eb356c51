"""An array of words, indexed by an array of places."""

import numpy as np


def most_attended(weights, tokens):
    return list(np.array(tokens)[weights.numpy().argmax(axis=1)])
