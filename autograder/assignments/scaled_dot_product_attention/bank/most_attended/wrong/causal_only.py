"""Only words up to the query are considered."""
# fails: values repeated_words

def most_attended(weights, tokens):
    return [tokens[i] for i in weights.tril().argmax(dim=-1).tolist()]
