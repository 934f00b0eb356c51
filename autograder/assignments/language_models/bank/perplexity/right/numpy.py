"""NumPy, and a number of its own kind."""
import numpy as np

def perplexity(logits, targets):
    scores = logits.double().numpy().reshape(-1, logits.shape[-1])
    scores = scores - scores.max(-1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    places = targets.numpy().reshape(-1)
    return np.exp(-logs[np.arange(len(places)), places].mean())
