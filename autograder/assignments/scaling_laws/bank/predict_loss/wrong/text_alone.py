"""Only the text counts."""
# fails: prediction magnitudes purse

def predict_loss(train, budget, n_parameters, n_tokens):
    runs = (1, 1), (4, 1), (16, 1), (1, 4), (1, 16)
    unit = 0.99 * budget / (6 * sum(n * d for n, d in runs))
    n = math.sqrt(unit * n_parameters / n_tokens)
    d = unit / n
    first, *others = (train(n * more_n, d * more_d) for more_n, more_d in runs)

    def term(second, third):
        ratio = (first - second) / (second - third)
        return (first - second) / (1 - 1 / ratio), math.log(ratio) / math.log(4)

    (of_size, alpha), (of_text, beta) = term(*others[:2]), term(*others[2:])
    smallest = first - of_size - of_text
    return smallest + of_size + of_text * (d / n_tokens) ** beta
