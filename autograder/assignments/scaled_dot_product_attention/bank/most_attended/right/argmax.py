"""argmax, then a list."""

def most_attended(weights, tokens):
    return [tokens[i] for i in weights.argmax(-1)]
