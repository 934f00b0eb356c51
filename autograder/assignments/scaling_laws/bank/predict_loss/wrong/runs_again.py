"""Every run is made where its loss is needed: some are paid for twice."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    unit = 0.99 * budget / (6 * 41)
    n = math.sqrt(unit * n_parameters / n_tokens)
    d = unit / n

    def term(second, third):
        first = train(n, d)
        ratio = (first - train(*second)) / (train(*second) - train(*third))
        return (first - train(*second)) / (1 - 1 / ratio), math.log(ratio) / math.log(4)

    of_size, alpha = term((4 * n, d), (16 * n, d))
    of_text, beta = term((n, 4 * d), (n, 16 * d))
    smallest = train(n, d) - of_size - of_text
    return smallest + of_size * (n / n_parameters) ** alpha + of_text * (d / n_tokens) ** beta
