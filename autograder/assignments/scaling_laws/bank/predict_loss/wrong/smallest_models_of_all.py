"""The ladders begin at 1 parameter and 1 token, whatever the budget pays for."""
# fails: prediction

def predict_loss(train, budget, n_parameters, n_tokens):
    first, n4, n16 = train(1, 1), train(4, 1), train(16, 1)
    d4, d16 = train(1, 4), train(1, 16)

    def term(second, third):
        ratio = (first - second) / (second - third)
        return (first - second) / (1 - 1 / ratio), math.log(ratio) / math.log(4)

    (of_size, alpha), (of_text, beta) = term(n4, n16), term(d4, d16)
    smallest = first - of_size - of_text
    return smallest + of_size / n_parameters**alpha + of_text / n_tokens**beta
