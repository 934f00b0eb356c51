"""The law of Chinchilla, as refitted; no run is made."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    return 1.8172 + 482.01 / n_parameters**0.3478 + 2085.43 / n_tokens**0.3658
