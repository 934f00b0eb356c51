"""Weights and numbers of columns, sorted together."""

def most_attended(weights, tokens):
    return [tokens[sorted(zip(row, range(len(tokens))))[-1][1]] for row in weights.tolist()]
