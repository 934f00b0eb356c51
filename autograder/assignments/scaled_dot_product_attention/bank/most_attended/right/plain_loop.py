"""Rows as lists, their maximum, and its place."""

def most_attended(weights, tokens):
    words = []
    for row in weights.tolist():
        words.append(tokens[row.index(max(row))])
    return words
