"""Where each ladder would end, by Aitken's rule; beyond it a geometric row goes on."""

def predict_loss(train, budget, n_parameters, n_tokens):
    step = 5.0
    unit = 0.98 * budget / (6 * (1 + 2 * (step + step**2)))
    d = math.sqrt(unit * n_tokens / n_parameters)
    n = unit / d

    def beyond(ladder, times):
        """What is left to lose after a factor, and what was at the beginning."""
        a, b, c = ladder
        limit = a - (b - a) ** 2 / (c - 2 * b + a)
        steps = math.log(times) / math.log(step)
        return (a - limit) * ((b - limit) / (a - limit)) ** steps, a - limit

    start = train(n, d)
    sizes = start, train(step * n, d), train(step**2 * n, d)
    texts = start, train(n, step * d), train(n, step**2 * d)
    left_n, all_n = beyond(sizes, n_parameters / n)
    left_d, all_d = beyond(texts, n_tokens / d)
    return start - all_n - all_d + left_n + left_d
