"""Both exponents are taken for one half."""
# fails: prediction

def predict_loss(train, budget, n_parameters, n_tokens):
    unit = 0.99 * budget / (6 * 9)
    n = math.sqrt(unit * n_parameters / n_tokens)
    d = unit / n
    first, larger, longer = train(n, d), train(4 * n, d), train(n, 4 * d)
    of_size, of_text = 2 * (first - larger), 2 * (first - longer)
    smallest = first - of_size - of_text
    return smallest + of_size * (n / n_parameters) ** 0.5 + of_text * (d / n_tokens) ** 0.5
