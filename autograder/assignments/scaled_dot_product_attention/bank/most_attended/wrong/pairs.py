"""Pairs of query and key are returned."""
# fails: values repeated_words

def most_attended(weights, tokens):
    return list(zip(tokens, [tokens[i] for i in weights.argmax(dim=-1)]))
