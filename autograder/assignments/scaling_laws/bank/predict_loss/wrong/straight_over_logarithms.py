"""A straight line over the logarithm of the compute."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    points = []
    for share in (0.1, 0.8):
        n = math.sqrt(share * budget / 6 * n_parameters / n_tokens)
        points.append((math.log(share * budget), train(n, share * budget / 6 / n)))
    (c1, l1), (c2, l2) = points
    return l2 + (l2 - l1) / (c2 - c1) * (math.log(6 * n_parameters * n_tokens) - c2)
