"""A power of the compute, without a floor."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    points = []
    for share in (0.05, 0.2, 0.7):
        n = math.sqrt(share * budget / 6 * n_parameters / n_tokens)
        points.append((share * budget, train(n, share * budget / 6 / n)))
    (c1, l1), _, (c2, l2) = points
    power = math.log(l2 / l1) / math.log(c2 / c1)
    return l2 * (6 * n_parameters * n_tokens / c2) ** power
