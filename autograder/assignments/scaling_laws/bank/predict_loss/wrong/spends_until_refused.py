"""Each run takes half of the purse as it was at first; the third is refused."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    losses = []
    for share in (1, 2, 3):
        n = math.sqrt(budget / 2 / 6 * n_parameters / n_tokens / share)
        losses.append(train(n, budget / 2 / 6 / n))
    return min(losses)
