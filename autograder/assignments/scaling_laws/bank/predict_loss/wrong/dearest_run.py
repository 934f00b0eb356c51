"""The loss of the dearest run that the budget pays for."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    n = math.sqrt(0.99 * budget / 6 * n_parameters / n_tokens)
    return train(n, 0.99 * budget / 6 / n)
