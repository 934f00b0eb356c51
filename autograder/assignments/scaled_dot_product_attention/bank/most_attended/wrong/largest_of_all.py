"""One word for all: the largest weight of the whole table."""
# fails: values

def most_attended(weights, tokens):
    return [tokens[int(weights.argmax()) % len(tokens)]] * len(tokens)
