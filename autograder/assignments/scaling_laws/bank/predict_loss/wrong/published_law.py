"""The law of Chinchilla, as published; no run is made."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    return 1.69 + 406.4 / n_parameters**0.34 + 410.7 / n_tokens**0.28
