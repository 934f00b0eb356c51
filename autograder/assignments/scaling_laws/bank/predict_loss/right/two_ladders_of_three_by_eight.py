"""Steps of eight, term by term, with the exponent as a power of the ratio."""

def predict_loss(train, budget, n_parameters, n_tokens):
    step = 8
    cheapest = 0.999 * budget / 6 / (1 + 2 * step + 2 * step**2)
    parameters = (cheapest * n_parameters / n_tokens) ** 0.5
    tokens = cheapest / parameters
    corner = train(parameters, tokens)
    result = corner
    for along_size, wanted in ((True, n_parameters / parameters), (False, n_tokens / tokens)):
        rungs = []
        for power in (1, 2):
            f = step**power
            rungs.append(train(parameters * f, tokens) if along_size else train(parameters, tokens * f))
        drop, next_drop = corner - rungs[0], rungs[0] - rungs[1]
        shrink = next_drop / drop
        whole_term = drop / (1 - shrink)
        result -= whole_term * (1 - shrink ** math.log(wanted, step))
    return result
